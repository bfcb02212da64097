/**
 * The words, as data: concept -> language -> terms, written for this project from what relying parties print.
 * `stem*` and `*ending` leave a side of the word open (inflection, compounds); `#` is a count from 4 to 8. Diacritics of
 * Latin, Greek and Cyrillic letters do not count. `latin` holds roots that several languages share.
 *
 * Two concepts make a phrase when they stand close together in any order, so "verification code", "code de
 * vérification" and "Bestätigungscode" need no entries of their own. Every word here is downloaded by every page the
 * extension may read (14 kB for all of the content script): a word that no phrase or objection needs stays out.
 */
export type LexiconConcept = keyof typeof LEXICON;

export const LEXICON = {
  /** What is typed in. Says nothing yet about who issues it. */
  code: {
    latin:
      '*code, *codes, codigo*, codice, codici, *kod, *koden, *kode, kodu*, kodem, kody, *koodi, *koodin, *koodia, cod, codul, token*, jeton',
    hu: '*kódot, *kódja',
    slavic: 'код, кода, коду, кодом, коды, коди, кодов',
    el: 'κωδικο*',
    ja: 'コード, 認証番号, 確認番号',
    zh: '证码, 證碼, 代码, 代碼, 校验码, 动态码, 动态密码, 動態密碼, 口令, 安全码, 恢复码, 备用码, 備用碼, 恢復碼',
    ko: '코드, 인증번호, 인증 번호, 확인번호',
    vi: 'mã',
    th: 'รหัส',
    ar: 'رمز, الرمز, كود',
    he: 'קוד, הקוד',
  },
  /** What the code proves. */
  proof: {
    latin:
      'verif*, authent*, autent*, auth, authcode, authoriz*, authoris*, secur*, confirm*, validation, login, sign in, log in, vcode',
    de: 'bestätig*, sicherheit*, anmelde*, prüf*',
    es: 'segur*, conferm*, sicurezza',
    nl: 'beveilig*, bevestig*, controle*, inlog*',
    nordic: 'säkerhet*, sikkerhet*, sikkerheds*, bekräft*, bekreft*, bekræft*, godkend*',
    fi: 'vahvist*, todenn*, varmist*, tunnist*',
    pl: 'weryfik*, uwierzyteln*, bezpiecz*, potwierdz*, autoryz*',
    cs: 'ověřov*, ověřen*, bezpečnost*, potvrz*, overov*',
    hu: 'ellenőrz*, hitelesít*, biztonsági, megerősít*',
    tr: 'doğrula*, güvenlik, onay*',
    slavic: 'подтвержд*, провер*, безопас*, аутентиф*, верифик*, підтвердж*, перевір*, безпек*, автентиф*',
    el: 'επαλήθευσ*',
    ja: '認証, 確認, 検証, セキュリティ',
    zh: '验证, 驗證, 安全, 认证, 認證, 校验, 动态, 動態',
    ko: '인증, 확인, 보안',
    vi: 'xác minh, xác thực, xác nhận',
    th: 'ยืนยัน',
    ar: 'التحقق, المصادقة, التأكيد',
    he: 'אימות, האימות',
  },
  /** Names a one-time code by itself. */
  otp: {
    en: 'otp*, *otp, totp*, hotp, otc, one time code*, one time pass*, one time pin, one time verification, one time security, onetime*, passcode, authcode, mfacode, tfacode',
    de: 'einmalcode*, einmalpass*, einmalkenn*, einmalig*, mtan, smstan',
    fr: 'à usage unique, code temporaire',
    es: 'de un solo uso, de uso único, código temporal',
    it: 'monouso',
    nl: 'eenmalig*',
    nordic: 'engångs*, engangs*',
    fi: 'kertakäyttö*',
    pl: 'jednoraz*',
    hu: 'egyszer használatos, egyszeri',
    tr: 'tek kullanımlık, tek seferlik',
    ru: 'одноразов*',
    ja: 'ワンタイム',
    zh: '一次性, 动态口令, 动态密码, 動態密碼',
    ko: '일회용',
    vi: 'dùng một lần',
    id: 'sekali pakai',
    ar: 'لمرة واحدة',
    he: 'חד פעמי',
  },
  /** The procedure in which a code is asked for. */
  mfa: {
    en: '2fa, *2fa, mfa, tfa, twofa, two fa, two factor, twofactor*, two step, twostep*, 2 step, 2step*, 2 factor, 2factor*, multi factor, multifactor*, second factor, dual factor',
    de: 'zwei faktor*, zweifaktor*, 2 faktor*, zwei schritten, zweistufig*, mehrfaktor*',
    fr: 'deux facteurs, deux étapes, double authentification, double facteur',
    es: 'dos factores, dos pasos, segundo factor, doble factor, dois fatores, duas etapas',
    it: 'due fattori, due passaggi',
    nl: 'twee factor*, tweefactor*, twee staps*, tweestaps*, twee stappen',
    nordic: 'tvåfaktor*, tvåsteg*, två steg, tofaktor*, totrin*, to faktor*',
    fi: 'kaksivaihei*, monivaihei*',
    pl: 'dwuetap*, dwuskładnik*',
    cs: 'dvoufaktor*, dvoufáz*, dvojfaktor*',
    hu: 'kétfaktor*, kétlépcs*',
    ro: 'doi factori, doi pași',
    tr: 'iki faktör*, iki adım*, iki aşama*',
    slavic: 'двухфактор*, двухэтап*, двофактор*, двоетап*',
    ja: '二段階, 2段階, 二要素, 2要素, 多要素, 2ファクタ',
    zh: '两步, 兩步, 双重, 雙重, 双因素, 雙因素, 二次验证, 多因素, 两因素',
    ko: '2단계, 이중 인증, 2차 인증',
    vi: 'hai yếu tố, hai bước, hai lớp',
    id: 'dua faktor, dua langkah',
    ar: 'عاملين, بعاملين, خطوتين, بخطوتين',
  },
  /** How long the code is: a page that counts the digits asks for them. */
  count: {
    en: '# digit, # digits, # character code',
    de: '# stellig*, sechsstellig*',
    fr: '# chiffres',
    es: '# dígitos',
    it: '# cifre',
    nl: '# cijfer*, zescijferig*',
    nordic: '# siffr*, sexsiffrig*, # cifr*, # sifr*',
    fi: '# numeroi*, kuusinumeroi*',
    pl: '# cyfr*, sześciocyfr*',
    cs: '# míst*, šestimíst*',
    hu: '# jegyű, # számjegyű, hatjegyű',
    tr: '# haneli, altı haneli',
    slavic: '# значн*, # цифр*, шестизначн*',
    ja: '#桁',
    zh: '#位',
    ko: '#자리',
    vi: '# chữ số',
  },
} as const;
