/**
 * The words, as data: concept -> terms, a line a language; written for this project from what relying parties print.
 * `stem*` and `*ending` leave a side of the word open (inflection, compounds); `#` is a count from 4 to 8. Diacritics of
 * Latin letters do not count and are left out. `latin` and `slavic` hold roots that several languages share.
 *
 * Two concepts make a phrase when they stand close together in any order, so "verification code", "code de
 * verification" and "Bestatigungscode" need no entries of their own. A word that no phrase or objection needs stays out:
 * each one is a chance to be wrong.
 */
export type LexiconConcept = keyof typeof LEXICON;

export const LEXICON = {
  /** What is typed in. Says nothing yet about who issues it. */
  code: [
    '*code, *codes, codigo*, codice, codici, *kod, *koden, *kode, kodu*, kodem, kody, *koodi, *koodin, *koodia, cod, codul, token*, jeton, tan', // latin
    '*kodot, *kodja, *kodjat, *kodokat', // hu
    'код, кода, коду, кодом, коды, коди, кодов', // slavic
    'コード, 認証番号, 確認番号', // ja
    '证码, 證碼, 代码, 代碼, 校验码, 动态码, 动态密码, 動態密碼, 口令, 安全码, 恢复码, 备用码, 備用碼, 恢復碼, 确认码, 確認碼, 动态碼, 動態碼, 校驗碼', // zh
    '코드, 인증번호, 인증 번호, 확인번호, 보안번호, OTP 번호, OTP번호', // ko
    'ma xac minh, ma xac thuc, ma xac nhan, ma otp, nhap ma', // vi
    'κωδικο*', // el
    'رمز, الرمز, برمز, والرمز, رموز, الرموز, كود, الكود, کد, کدهای, للرمز, بالرمز, رمزك', // ar fa
    'קוד, הקוד, בקוד, קודים, לקוד, מהקוד', // he
    'कोड, ओटीपी', // hi
    'รหัส, โค้ด', // th
    'kodlar*', // tr
    '*koodisi, tunnusluku*, tunnusluvun', // fi
  ],
  /** What the code proves. */
  proof: [
    'verif*, authent*, autent*, auth, authcode, authoriz*, authoris*, secur*, confirm*, validation, login, sign in, log in, vcode', // latin
    'bestatig*, sicherheit*, anmelde*, pruf*', // de
    'segur*, conferm*, sicurezza', // es
    'beveilig*, bevestig*, controle*, inlog*', // nl
    'sakerhet*, sikkerhet*, sikkerheds*, bekraft*, bekreft*, bekræft*, godkend*, innlogging*, palogging*, godkjenn*', // nordic
    'vahvist*, todenn*, varmist*, tunnist*, kirjautumis*', // fi
    'weryfik*, uwierzyteln*, bezpiecz*, potwierdz*, autoryz*, logowania', // pl
    'overov*, overen*, bezpecnost*, potvrz*, prihlas*', // cs
    'ellenorz*, hitelesit*, biztonsagi, megerosit*, bejelentkez*', // hu
    'dogrula*, guvenlik, onay*, girisi', // tr
    'подтвержд*, провер*, безопас*, аутентиф*, верифик*, підтвердж*, перевір*, безпек*, автентиф*, входа, вхід', // slavic
    '認証, 確認, 検証, セキュリティ, ログイン, 本人', // ja
    '验证, 驗證, 安全, 认证, 認證, 校验, 动态, 動態, 登录, 登入, 确认', // zh
    '인증, 확인, 보안, 로그인', // ko
    'xac minh, xac thuc, xac nhan', // vi
    'επαληθευσ*, ταυτοτητα*, ασφαλεια*, επιβεβαιωσ*, συνδεσ*', // el
    'التحقق, تحقق, المصادقة, مصادقة, للتحقق, للمصادقة, التأكيد, تأكيد, الأمان, تایید, احراز هویت, الدخول, ورود, والمصادقة', // ar fa
    'אימות, האימות, מאמת, המאמת, לאימות, אבטחה, כניסה, התחברות, הכניסה', // he
    'सत्यापन, प्रमाणीकरण, पुष्टि', // hi
    'ยืนยัน, ตรวจสอบ, ความปลอดภัย', // th
    'connexion', // fr

    'keamanan, otentikasi, masuk', // id
  ],
  /** Names a one-time code by itself. */
  otp: [
    'otp*, *otp, totp*, hotp, otc, one time code*, one time pass*, one time pin, one time verification, one time security, onetime*, passcode, authcode, mfacode, tfacode, token code, tokencode*, smscode, emailcode, phonecode', // en
    'einmalcode*, einmalpass*, einmalkenn*, einmalig*, mtan, smstan, sms passwort, sms kennwort', // de
    'a usage unique, code temporaire', // fr
    'de un solo uso, de uso unico, codigo temporal, clave dinamica, clave sms', // es
    'monouso', // it
    'eenmalig*', // nl
    'engangs*', // nordic
    'kertakaytto*, kertakoodi*, kertasalasana*, sms salasana*', // fi
    'jednoraz*, hasło sms, sms hasło', // pl
    'egyszer hasznalatos, egyszeri, sms jelszo*', // hu
    'tek kullanımlık, tek seferlik, sms sifre*, cep sifre*', // tr
    'одноразов*, sms пароль, смс пароль, пароль из sms, пароль из смс', // ru
    'ワンタイム', // ja
    '一次性, 动态口令, 动态密码, 動態密碼', // zh
    '일회용', // ko
    'dung mot lan', // vi
    'μιας χρησης', // el
    'لمرة واحدة, مرة واحدة', // ar
    'חד פעמי', // he
    'unica folosinta', // ro
    'एक बार', // hi
    'sekali pakai', // id
    'ครั้งเดียว, โอทีพี', // th
    'یکبار مصرف, یک بار مصرف', // fa
    'sms heslo', // cs
  ],
  /** The procedure in which a code is asked for. */
  mfa: [
    '2fa, *2fa, mfa, tfa, twofa, two fa, two factor, twofactor*, two step, twostep*, 2 step, 2step, 2 factor, multi factor, multifactor*, second factor, dual factor', // en
    'zwei faktor*, zweifaktor*, 2 faktor*, zwei schritten, zweistufig*, mehrfaktor*', // de
    'deux facteurs, deux etapes, double authentification, double facteur, deux temps, multifacteur*', // fr
    'dos factores, dos pasos, segundo factor, doble factor, dois fatores, duas etapas, doble verificacion', // es
    'due fattori, due passaggi', // it
    'twee factor*, tweefactor*, twee staps*, tweestaps*, twee stappen', // nl
    'tvafaktor*, tvasteg*, tva steg, tofaktor*, totrin*, to faktor*, flerfaktor*, to trinn', // nordic
    'kaksivaihei*, monivaihei*, kaksiosai*, kahden tekijan', // fi
    'dwuetap*, dwuskładnik*, dwustopniow*, wieloskładnik*, wieloetap*', // pl
    'dvoufaktor*, dvoufaz*, dvojfaktor*, vicefaktor*, viacfaktor*, dvojstup*, dvoustup*, dvojkrok*, dvoukrok*, vicefaz*', // cs
    'ketfaktor*, ketlepcs*, ket lepcso*, ketfazis*, tobbfaktor*, tobblepcs*', // hu
    'iki faktor*, iki adım*, iki asama*, cift asama*, cok faktor*', // tr
    'двухфактор*, двухэтап*, двофактор*, двоетап*, двухшаг*, двухступен*, двокрок*, двоступен*, двуфактор*, многофактор*, багатофактор*', // slavic
    '二段階, 2段階, 二要素, 2要素, 多要素, 2ファクタ', // ja
    '两步, 兩步, 双重, 雙重, 双因素, 雙因素, 二次验证, 多因素, 两因素, 两阶段, 兩階段, 二步, 双因子, 雙因子, 二次驗證, 二次认证', // zh
    '2단계, 이중 인증, 2차 인증, 이중인증, 2차인증, 다중 인증, 투팩터', // ko
    'hai yeu to, hai buoc, hai lop', // vi
    'δυο βηματ*, δυο παραγοντων, 2 βηματ*', // el
    'بخطوتين, ثنائي, الثنائية, خطوتين, دو مرحله*, دو عاملی, عاملين, بعاملين, الخطوتين, ثنائية', // ar fa
    'דו שלבי, דו שלבית, הדו שלבי, שני שלבים, דו גורמי, שני גורמים, בשני שלבים', // he
    'สองขั้นตอน, 2 ขั้นตอน, สองปัจจัย', // th
    'doi factori, doi pasi, doua etape', // ro
    'dua langkah, dua faktor, 2 langkah', // id
    'दो चरण*, द्वि कारक, 2 चरण*, टू फैक्टर, दो कारक', // hi
  ],
  /** How long the code is: a page that counts the digits asks for them. */
  count: [
    '# stellig*, # chiffres, # cifre, # cijfer*, # siffr*, # cyfr*, # haneli, # цифр*, # chu so, # angka, # أرقام, # ספרות, # numbers, # ziffern, # ziffrig*, # numero*, # digit*, # jegy*, # szamjegy*, # mistn*, # miestn*, # cifern*, # cislic*, # cifret, # sifret, # значн*, # знак*, # ψηφι*, # اعداد, # अंक*, # so', // en
    '#桁', // ja
    '#位', // zh
    '#자리', // ko
    'sechsstellig*, 6stellig*, sechsziffrig*, zescijferig*, sexsiffrig*, sekscifret*, sekssifret*, kuusinumero*, szesciocyfrow*, sestimistn*, sestmiestn*, sestcifern*, hatjegyu*, hatszamjegyu*, 6ψηφι*, εξαψηφι*, шестизначн*, 6значн*, achtstellig*', // compounds
    '# หลัก', // th
  ],
} as const;
