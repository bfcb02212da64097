/**
 * What the page says was chosen before: frameworks keep the second factor of a sign-in in a hidden field (the ASP.NET
 * templates: `Provider`, "Email Code"), in a radio button or a tab, and then ask for nothing but "Code".
 */
const NAMES =
  /provider|channel|factor|deliver|(?:mfa|otp|2fa|tfa|code|verif\w*|challenge)[\w$-]*(?:type|method|mode|via)|^(?:type|method|mode)$/i;
const CHOSEN = 'input[type=hidden][name],input[type=radio]:checked';
const TAB = '[role=tab][aria-selected=true]';
/** Words only: no token, no number, nothing of anybody's account. */
const WORDS = /^[\p{L}\s_-]{2,40}$/u;
const MOST = 20;

/** Of a form or dialog; and of the tabs in front, which stand outside of it. */
export function chosenMethod(form: Element): string {
  const chosen = [...form.querySelectorAll<HTMLInputElement>(CHOSEN)]
    .filter(({ name }) => NAMES.test(name))
    .slice(0, MOST)
    .filter(({ value }) => WORDS.test(value));
  return chosen.map(({ value }) => value).join('\n');
}

export function chosenTab(document: Document): string {
  const words = [...document.querySelectorAll(TAB)]
    .slice(0, MOST)
    .map((tab) => (tab.textContent ?? '').trim());
  return words.filter((text) => WORDS.test(text)).join('\n');
}
