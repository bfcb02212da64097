import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect } from '../../../../src/core/detection/detect.ts';
import type { FieldDescription } from '../../../../src/core/detection/field-description.ts';
import { boxes, field, page } from './page-builder.ts';

const rolesOf = (title: string, ...fields: readonly FieldDescription[]) =>
  detect(page(title, ...fields)).detected.map(({ role }) => role);

const VERIFY = { heading: 'Two-factor authentication', after: 'Verify' };

test('a field under "code from your authenticator app" wants the app code', () => {
  const code = field({
    ...VERIFY,
    name: 'code',
    before: 'Enter the 6-digit code from your authenticator app',
  });
  expect(detect(page('Sign in', code))).toMatchObject({
    page: 'challenge',
    detected: [{ fields: [0], role: 'app-code', acceptsRecoveryCode: false }],
  });
});

test.each([
  ['de', 'Geben Sie den Code aus Ihrer Authentifizierungs-App ein'],
  ['fr', "Saisissez le code à 6 chiffres de votre application d'authentification"],
  ['es', 'Introduce el código de tu aplicación de autenticación'],
  ['pt', 'Insira o código do seu aplicativo autenticador'],
  ['it', 'Inserisci il codice generato dalla tua app di autenticazione'],
  ['nl', 'Voer de code uit je authenticatie-app in'],
  ['pl', 'Wpisz kod z aplikacji uwierzytelniającej'],
  ['sv', 'Ange koden från din autentiseringsapp'],
  ['da', 'Indtast koden fra din godkendelsesapp'],
  ['nb', 'Skriv inn koden fra autentiseringsappen'],
  ['fi', 'Anna todennussovelluksen koodi'],
  ['cs', 'Zadejte kód z ověřovací aplikace'],
  ['hu', 'Adja meg a hitelesítő alkalmazás által generált kódot'],
  ['tr', 'Kimlik doğrulama uygulamanızdaki kodu girin'],
  ['ru', 'Введите код из приложения для аутентификации'],
  ['uk', 'Введіть код із застосунку автентифікації Google Authenticator'],
  ['ru', 'Введите код из программы аутентификации'],
  ['uk', 'Введіть код із програми автентифікації'],
  ['ja', '認証アプリに表示された6桁のコードを入力してください'],
  ['zh', '请输入身份验证器应用中的6位验证码'],
  ['ko', '인증 앱에 표시된 6자리 코드를 입력하세요'],
])('the app code is asked for in %s', (_language, before) => {
  expect(rolesOf('Login', field({ id: 'field-1', before }))).toEqual(['app-code']);
});

test.each([
  ['en', 'We sent a 6-digit code to j***@example.com'],
  ['de', 'Wir haben Ihnen einen Code per SMS gesendet'],
  ['fr', 'Un code de vérification vous a été envoyé par e-mail'],
  ['es', 'Hemos enviado un código de verificación a tu correo'],
  ['pt', 'Enviamos um código de verificação para o seu e-mail'],
  ['it', 'Abbiamo inviato un codice di verifica al tuo numero'],
  ['nl', 'We hebben een verificatiecode naar je e-mailadres gestuurd'],
  ['pl', 'Wysłaliśmy kod weryfikacyjny na Twój adres e-mail'],
  ['sv', 'Vi har skickat en verifieringskod till din e-post'],
  ['da', 'Vi har sendt en bekræftelseskode til din telefon'],
  ['nb', 'Vi har sendt en bekreftelseskode på SMS'],
  ['fi', 'Lähetimme vahvistuskoodin sähköpostiisi'],
  ['cs', 'Na váš e-mail jsme poslali ověřovací kód'],
  ['hu', 'Elküldtük az ellenőrző kódot az e-mail címére'],
  ['tr', 'Telefonunuza bir doğrulama kodu gönderdik'],
  ['ru', 'Мы отправили код подтверждения на ваш телефон'],
  ['uk', 'Ми надіслали код підтвердження на ваш телефон'],
  ['ja', '認証コードをメールで送信しました'],
  ['zh', '验证码已发送至您的手机'],
  ['ko', '이메일로 인증 코드를 보냈습니다'],
  ['de, by "message"', 'Tragen Sie den Code aus der Nachricht an Ihre Rufnummer ein'],
  ['fr, that came', 'Saisissez le code qui vous est parvenu'],
  ['it, "in the e-mail"', 'Il codice è nell’email che hai in posta'],
  ['nl, that came', 'Typ de code uit het sms’je dat is aangekomen'],
  ['tr, that came', 'E-postanıza ulaşan kodu yazın'],
  ['uk, that came', 'Введіть код, який щойно надійшов на вашу пошту'],
  ['ja, "in the SMS"', 'SMSに記載されているコードを入力してください'],
  ['ar, that came', 'اكتب الرمز الوارد في الرسالة القصيرة'],
  ['hi, that came', 'आपके मोबाइल पर आया कोड लिखें'],
  ['pl, by the mailbox', 'Sprawdź pocztę i wpisz kod'],
  ['uk, by the mailbox', 'Перевірте пошту й уведіть код'],
  ['tr, by the mailbox', 'E-postanızı kontrol edin ve kodu girin'],
  ['he, by the mailbox', 'בדקו את תיבת הדואר שלכם והזינו את הקוד'],
  ['hi, by the mailbox', 'अपना ईमेल देखें और कोड दर्ज करें'],
  ['id, by the mailbox', 'Periksa email Anda lalu masukkan kode'],
])('a code that was sent is not an app code in %s', (_language, before) => {
  const seen = rolesOf('Login', field({ name: 'code', before, autocomplete: 'one-time-code' }));
  expect(seen).toEqual(['delivered-code']);
});

test.each([
  ['de', 'Geben Sie den Code ein (Rufnummer endet auf 48)'],
  ['fr', 'Saisissez le code : numéro se terminant par 48'],
  ['es', 'Introduce el código: teléfono terminado en 48'],
  ['it', 'Inserisci il codice: il numero termina con 48'],
  ['nl', 'Voer de code in: nummer eindigend op 48'],
  ['pl', 'Wpisz kod: numer kończący się na 48'],
  ['ru', 'Введите код: номер, оканчивающийся на 48'],
  ['tr', 'Kodu girin: 48 ile biten numara'],
  ['zh', '请输入尾号 4817 的验证码'],
  ['ko', '끝자리 4817 번호의 인증 코드'],
  ['he', 'הזינו את הקוד: המספר מסתיים ב-4817'],
  ['ar', 'أدخل الرمز: رقمك المنتهي بـ 48'],
])('the last digits of a number tell where the code went, in %s', (_language, before) => {
  const seen = rolesOf('Login', field({ name: 'code', before, autocomplete: 'one-time-code' }));
  expect(seen).toEqual(['delivered-code']);
});

test.each([
  ['en', 'Enter one of your recovery codes'],
  ['de', 'Geben Sie einen Ihrer Wiederherstellungscodes ein'],
  ['fr', "Saisissez l'un de vos codes de récupération"],
  ['es', 'Introduce un código de recuperación'],
  ['it', 'Inserisci uno dei tuoi codici di emergenza'],
  ['nl', 'Voer een van je herstelcodes in'],
  ['ru', 'Введите резервный код'],
  ['ja', 'リカバリーコードを入力してください'],
  ['zh', '请输入您保存的救援代码'],
  ['ko', '예비 코드를 입력하세요'],
])('a recovery field is never given an app code in %s, though it says one-time-code', (_language, before) => {
  const seen = rolesOf('Login', field({ name: 'code', before, autocomplete: 'one-time-code' }));
  expect(seen).toEqual(['recovery-code']);
});

test('a link to a code by mail below does not outweigh the program named above', () => {
  const code = field({ before: 'Введіть код із програми автентифікації', after: 'Отримати код на пошту' });
  expect(rolesOf('Двоетапна перевірка', code)).toEqual(['app-code']);
});

test('links below the field to other ways in do not change what it wants', () => {
  const after = 'Verify\nUse a recovery code instead\nSend a code by SMS instead';
  const before = 'Enter the code from your authenticator app';
  expect(rolesOf('2FA', field({ ...VERIFY, name: 'otp', before, after }))).toEqual(['app-code']);
});

test('a field that takes either kind wants the app code first and says so', () => {
  const before = 'Enter the code from your two-factor app or one of your recovery codes';
  const { detected } = detect(page('2FA', field({ ...VERIFY, name: 'otp', before })));
  expect(detected).toMatchObject([{ role: 'app-code', acceptsRecoveryCode: true }]);
});

test('the confirmation field of an enrolment page is told from a challenge, its device name is not asked for', () => {
  const before = 'Scan the QR code with your authenticator app, then enter the 6-digit code';
  const name = field({ name: 'deviceName', label: 'Device name' });
  expect(
    detect(page('Set up two-factor authentication', field({ name: 'totp', before }), name)),
  ).toMatchObject({
    page: 'enrolment',
    detected: [{ fields: [0], role: 'enrolment-confirmation' }],
  });
});

test.each([
  ['a coupon', { name: 'coupon_code', placeholder: 'Enter code' }],
  ['a postcode', { name: 'postcode', label: 'Postcode', maxLength: 8 }],
  ['a shipping field', { name: 'shipping_pin_address' }],
  ['an author search', { name: 'author', label: 'Author' }],
  ['a gift card', { name: 'code', label: 'Gift card code' }],
  ['a captcha', { name: 'code', id: 'captcha', maxLength: 6 }],
  ['an invitation', { placeholder: 'Invite code' }],
  ['a user name called IDToken1', { name: 'IDToken1', label: 'User name' }],
  [
    'a phone number before its code is sent',
    { name: 'mobile', placeholder: '10-digit mobile number', type: 'tel' },
  ],
  ['a device sign-in code', { name: 'device_user_code', label: 'Enter the code shown on your device' }],
])('%s is left alone', (_what, parts) => {
  expect(rolesOf('Page', field(parts))).toEqual([]);
});

test('the security code of a checkout is left alone', () => {
  const before = 'Card number\nExpiry date\nSecurity code';
  expect(
    rolesOf('Pay', field({ name: 'securityCode', label: 'Security code', maxLength: 4, before })),
  ).toEqual([]);
});

test.each([
  ['en', 'Enter your password and the current code from your app', '6-digit code'],
  ['fr', 'Saisissez votre mot de passe et le code affiché par votre application', 'Code à 6 chiffres'],
  ['es', 'Escribe tu contraseña y el código de tu app de autenticación', 'Código de 6 dígitos'],
])('a line above password and code says whose code it is in %s', (_language, lead, label) => {
  const password = field({ type: 'password', label: 'Password', lead });
  const code = field({ label, lead: `${lead}\nPassword\n${label}`, before: label, maxLength: 6 });
  expect(rolesOf('Settings', password, code)).toEqual(['app-code']);
});

test('eight one-character boxes of a date are left alone', () => {
  expect(rolesOf('Profile', ...boxes(8, { before: 'Date of birth\nDD MM YYYY' }))).toEqual([]);
});

test('six masked boxes of a payment PIN are left alone', () => {
  expect(rolesOf('Pay', ...boxes(6, { type: 'password', before: 'Enter your payment PIN' }))).toEqual([]);
});

test('the boxes of a split code are one thing to fill, in order', () => {
  const before = 'Enter the 6-digit code from your authenticator app';
  expect(detect(page('2FA', ...boxes(6, { before }))).detected).toMatchObject([
    { fields: [0, 1, 2, 3, 4, 5], role: 'app-code' },
  ]);
});

test('any description gives the same verdict twice, with indexes that exist and scores from 0 to 1', () => {
  const word = fc.constantFrom(
    'code',
    'Verification code',
    'sent',
    'recovery',
    'zip',
    'authenticator',
    '',
    '認証',
    'x\ny',
  );
  const anyField = fc
    .record({
      name: word,
      label: word,
      before: fc.string(),
      after: word,
      visible: fc.boolean(),
      maxLength: fc.integer(),
    })
    .map(field);
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 12 }), fc.string(), (fields, title) => {
      const described = page(title, ...fields);
      const verdict = detect(described);
      expect(detect(described)).toEqual(verdict);
      for (const { fields: indexes, score } of verdict.detected) {
        expect(indexes.every((index) => described.fields[index]?.visible)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }),
  );
});
