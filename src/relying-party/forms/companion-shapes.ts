import { html } from '../pages/html.ts';
import { type FormShape, labelled, PLAIN_CODE_FIELD, postForm } from './form.ts';

// Fields with company: a password beside or before the code, or another kind of code where a TOTP code is wrong.

const PASSWORD_FIELD = labelled(
  'Password',
  'password',
  html`name="password" type="password" autocomplete="current-password"`,
);

export const COMPANION_SHAPES: readonly FormShape[] = [
  {
    id: 'password-and-code',
    title: 'Password and code in one form',
    text: 'Both are asked for at once.',
    body: ({ action }) => postForm(action, html`${PASSWORD_FIELD} ${PLAIN_CODE_FIELD}`),
  },
  {
    id: 'code-after-password',
    title: 'Code appended to the password',
    text: 'One field takes the password with the code right behind it.',
    body: ({ action }) =>
      postForm(
        action,
        labelled(
          'Password followed by the 6-digit code',
          'password',
          html`name="password" type="password" autocomplete="current-password" placeholder="password123456"`,
        ),
      ),
  },
  {
    id: 'recovery-code',
    title: 'Recovery code',
    text: 'A recovery code is asked for; a code from an app would be wrong.',
    body: ({ action }) =>
      postForm(
        action,
        labelled(
          'Recovery code',
          'recovery-code',
          html`name="recovery-code" autocomplete="off" placeholder="XXXXX-XXXXX" class="code"`,
        ),
      ),
  },
  {
    id: 'emailed-code',
    title: 'Code from an email',
    text: 'The code was sent by email; a code from an app would be wrong, though the field looks the same.',
    body: ({ action }) =>
      html`<p>We sent a code to a••@example.com. Enter it to go on.</p>
        ${postForm(
          action,
          labelled(
            'Code from the email',
            'code',
            html`name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" class="code"`,
          ),
        )}`,
  },
];
