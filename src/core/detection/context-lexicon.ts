/** Words that tell what else a page or a field is. Notation as in lexicon.ts. */
export type ContextConcept = keyof typeof CONTEXT_LEXICON;

export const CONTEXT_LEXICON = {
  /** A secret is being handed over: the page sets an authenticator up. */
  scan: {
    latin: 'scan*, scann*, skann*, qr, qrcode*, zeskanuj*, naskenuj*, szkennel*',
    en: 'setup key, secret key, text key, provisioning, otpauth, secret code, code secret, shared secret',
    de: 'einscannen, geheimschlüssel, einrichtungsschlüssel',
    fr: 'clé secrète, flashez',
    es: 'escane*, clave secreta, chave secreta',
    it: 'scansion*, inquadra, chiave segreta',
    tr: 'tarayın, okutun, karekod*',
    slavic: 'отсканир*, сканир*, секретный ключ, відскан*',
    ja: 'スキャン, 読み取, シークレットキー, セットアップキー, 秘密鍵',
    zh: '扫描, 掃描, 扫码, 二维码, 密钥, 金鑰',
    ko: '스캔',
    vi: 'quét mã',
    ar: 'امسح',
  },
  /** Turning the second factor on. */
  setup: {
    latin:
      'set up, setup, enable, enabling, activat*, activ*, aktiv*, config*, konfig*, enrol*, einrichten, einrichtung, habilitar, attiva*, abilita, włącz, zapnout',
    slavic: 'включить, настро*, подключ*, увімкн*, налашт*',
    ja: '設定, 有効',
    zh: '启用, 啟用, 设置, 設定, 绑定, 綁定',
    ko: '설정',
  },
  /** Codes that are no second factor. The field's own words decide, then the words just before it. */
  otherCode: {
    en: 'zip, zipcode, postcode, post, postal*, coupon*, promo*, discount*, gift*, voucher*, barcode*, bar code, area code, areacode, country*, dial code, calling code, sort code, bank, routing, swift, iban, card, cardnumber, cvv*, cvc*, csc, licence, license, product, serial, activation code, invit*, referral*, referrer, affiliate, tracking, author, authors, redeem, subscri*, access code, accesscode, course, class, classroom, join, game, room, meeting, event, booking, reservation, confirmation number, order, invoice, flight, ticket, currency, language, tax, vat, registration code, member*, loyalty, partner, agent, agency, branch, store, shop, employee, staff, student, school, company, tenant, group, team, device code, user code, usercode, device user, source code, color, colour, hex, status code, error code, airport, sku, upc, api, csrf, bearer, personal access, access token, contract, claim, policy, pickup, insurance, question, ssn, social security, memorable, parking, prize, lottery, vehicle',
    de: 'plz, postleitzahl, gutschein*, rabatt*, aktionscode*, einladung*, vorwahl, ländercode, blz, lizenz*, empfehlung*, geschenk*, zugangscode, freischaltcode, sicherheitsfrage',
    fr: 'réduction, cadeau, parrainage, indicatif, avantage, pays',
    es: 'descuento, cupón, regalo, referido, país, tarjeta, desconto, cupom, cep, cartão, indicação, licencia',
    it: 'cap, sconto, buono, regalo, fiscale',
    nl: 'korting*, actiecode*, cadeau*, waardebon, uitnodiging*, landcode',
    nordic: 'postnummer, kampanj*, inbjudning*, gave*, landskod*, rabat*',
    fi: 'postinumero, alennus*, lahja*, maakoodi',
    pl: 'pocztowy, podarunk*, zaprosz*, polecaj*, kreskow*',
    cs: 'psč, slev*, dárkov*, poukaz*, zľav*, kupón*',
    hu: 'irányítószám*, kupon*, kedvezmény*, ajándék*, meghívó*',
    tr: 'posta kodu, indirim*, kupon*, hediye*, davet*, ülke*, referans*',
    slavic:
      'почтов*, индекс, промо*, купон*, скидк*, подар*, приглаш*, реферал*, страны, поштов*, знижк*, запрош*',
    ja: '郵便, クーポン, プロモーション, 招待, ギフト, 紹介, 国番号, シリアル',
    zh: '邮编, 邮政, 郵遞, 优惠, 優惠, 折扣, 邀请, 邀請, 推荐, 推薦, 兑换, 兌換, 礼品, 激活码, 区号',
    ko: '우편, 쿠폰, 프로모션, 초대, 추천, 할인, 국가번호',
    vi: 'bưu chính, giảm giá, giới thiệu',
    id: 'kode pos, diskon, undangan',
  },
  /** What the other fields of the same forms ask for; a page that sends codes asks for an address or a number first. */
  identity: {
    en: 'username, user name, user id, userid, login id, account, email, e mail, mail, phone, phone number, telephone, mobile, mobile number, tel, name, nickname, password, pwd, passwd, passphrase, search, amount, address, birth*, date, url, website, title, description, label, secret, question, quantity',
    latin:
      'telefon*, telephone, mobil*, handynummer, nummer, passwor*, kennwort, benutzer*, utilis*, usuari*, utente, identifiant, mot de passe, contraseña, senha, correo, celular, cellulare, nom, nombre, nome, gebruiker*, wachtwoord, användar*, lösenord, bruger*, bruker*, adgangskode, passord, puhelin*, salasana, hasło, heslo, jelszó, parola, jméno, użytkownik*, kullanıcı*, e posta',
    slavic: 'логин, пароль, телефон*, имя, почта, логін',
    ja: 'ユーザー名, パスワード, メールアドレス, 電話番号',
    zh: '用户名, 用戶名, 密码, 密碼, 手机号, 手機號, 邮箱, 账号, 帳號',
    ko: '아이디, 비밀번호, 전화번호, 휴대폰 번호, 이메일',
    vi: 'mật khẩu, số điện thoại',
    th: 'รหัสผ่าน, เบอร์',
    ar: 'كلمة المرور, الهاتف, البريد',
  },
  /** Fields that make a page a checkout: its "security code" is on the back of a card. */
  checkout: {
    en: 'cvv*, cvc*, csc, card number, cardnumber, card no, expiry, expiration date, exp date, name on card, cardholder, credit card, billing address, back of your, back of the',
    de: 'kartennummer, prüfziffer, karteninhaber',
    fr: 'numéro de carte, cryptogramme',
    es: 'número de tarjeta, número do cartão',
    it: 'numero di carta, numero carta',
    nordic: 'kortnummer',
    tr: 'kart numarası',
    ru: 'номер карты',
    ja: 'カード番号',
    zh: '卡号, 信用卡',
    ko: '카드번호',
  },
  /** Dates and payment PINs come in boxes too. */
  boxesElse: {
    latin:
      'dd, mm, yyyy, yy, day, month, year, date, datum, fecha, birth*, *geburtsdatum, naissance, nacimiento, nascita, nascimento, jour, dia, giorno, pin, atm, mpin, upi, payment, paiement, pago, pagamento, zahlung, ssn, card, carte, tarjeta, karte',
    ja: '生年月日, 暗証番号',
    zh: '支付, 生日',
    ko: '생년월일, 결제',
  },
  /** A picture to be read off by a human. */
  captcha: {
    latin:
      'captcha*, *captcha, securimage, security image, characters shown, characters you see, letters shown, letters you see, in the image, the picture, not a robot',
    de: 'im bild',
    fr: "l'image",
    es: 'la imagen, na imagem, nell immagine',
    slavic: 'картинк*, с картинки',
    ja: '画像',
    zh: '图形, 圖形, 图片, 看不清, 换一张, 換一張',
    ko: '보안문자, 자동입력',
  },
  /** "code from the app or a recovery code" */
  or: {
    latin: 'or, may enter one, can use, oder, ou, oppure, of, eller, tai, lub, nebo, vagy, veya',
    slavic: 'или, або',
    ja: 'または',
    zh: '或',
    ko: '또는',
  },
} as const;
