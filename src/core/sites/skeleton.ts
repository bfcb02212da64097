// What a host name looks like, whatever letters it is written with: two names that look alike have the same skeleton.

/**
 * Letters of other scripts, and Latin ones that are no letter with an accent, that look like a Latin letter or digit.
 * The pairs are facts of Unicode's security data (UTS 39, confusables), kept to letters that host names may hold.
 */
const LOOKS_LIKE: { readonly [latin: string]: string } = {
  a: 'аɑαạ',
  b: 'вьƅɓъƀ',
  c: 'сϲƈ',
  d: 'ԁđɗɖժ',
  e: 'еҽєεɛəε',
  f: 'ƒϝք',
  g: 'ɡցǥɠԍ',
  h: 'һհнħћђɦ',
  i: 'іιıɩїί',
  j: 'јϳɉյ',
  k: 'кκƙќκ',
  l: 'ӏłɭןℓⅼ',
  m: 'мɱ',
  n: 'ոռпηŋɲñ',
  o: 'оοօσøөჿ',
  p: 'рρƥþ',
  q: 'ԛգզɋ',
  r: 'гґɼɽ',
  s: 'ѕʂ',
  t: 'тτŧƭեț',
  u: 'υսцµʋųμ',
  v: 'νѵ',
  w: 'ԝшωɯա',
  x: 'хχҳ',
  y: 'уүγʏɏყ',
  z: 'зʐƶʑ',
};

const LATIN_OF = new Map<string, string>();
for (const [latin, lookAlikes] of Object.entries(LOOKS_LIKE))
  for (const letter of lookAlikes) LATIN_OF.set(letter, latin);

const MARKS = /\p{M}/gu;

/** Latin letters and digits that are read as others, alone or in pairs; the pairs first. */
const READ_AS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['5', 's'],
  ['3', 'e'],
];

/** The skeleton of a label in Unicode, lower case. Not for showing: it is only compared. */
export function skeletonOf(label: string): string {
  const bare = label.normalize('NFKD').replace(MARKS, '').toLowerCase();
  let latin = '';
  for (const letter of bare) latin += LATIN_OF.get(letter) ?? letter;
  for (const [read, as] of READ_AS) latin = latin.replaceAll(read, as);
  return latin;
}
