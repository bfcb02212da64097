/** Words that tell what else a page or a field is. Notation as in lexicon.ts. */
export type ContextConcept = keyof typeof CONTEXT_LEXICON;

export const CONTEXT_LEXICON = {
  /** A secret is being handed over: the page sets an authenticator up. */
  scan: [
    'scan*, scann*, skann*, qr, qrcode*, zeskanuj*, naskenuj*, escane*, tarayın, okutun, karekod*, otpauth, provisioning', // latin
    'setup key, secret key, text key, secret code, code secret, cle secrete, clave secreta, geheimschlussel', // en
    'отсканир*, сканир*, відскан*', // slavic
    'qrコード, スキャン, シークレットキー', // ja
    '扫描, 掃描, 扫码, 二维码, 密钥, 金鑰', // zh
    'qr코드, 스캔', // ko
  ],
  /** Codes that are no second factor. The field's own words decide, then the words just before it. */
  otherCode: [
    'zip, zipcode, postcode, post, postal*, coupon*, promo*, discount*, gift*, voucher*, barcode*, area code, areacode, country*, dial code, sort code, bank, iban, card, cvv*, cvc*, csc, licence, license, product, serial, activation code, invit*, referral*, author, authors, redeem, subscri*, access code, accesscode, join, booking, reservation, order, confirmation number, member*, store, device code, tv, period, copy this, copy the, user code, usercode, device user, api, access token, personal access, question, ssn, social security', // en
    'meeting, webinar, pickup code, pick up code, collection code, locker, parcel, game pin, game code, quiz, class code, room code, event code, ticket code, door code, gate code, newsletter, lifetime, endpoint, webhook, client id, client secret, redirect, deploy token, pairing code, exam, exams, examen, search console, webmaster*, front door, the door, choose a 4 digit, choose a 6 digit, create a 4 digit, create a 6 digit', // en
    'plz, gutschein*, rabatt*, einladung*, lizenz*, geschenk*, blz, vorwahl, freischaltcode, zugangscode', // de
    'reduction, cadeau, parrainage, indicatif, pays', // fr
    'descuento, cupon, regalo, referido, pais, tarjeta, desconto, cupom, cep, cartao, indicacao, licencia', // es
    'cap, sconto, buono, regalo, fiscale', // it
    'korting*, cadeau*, uitnodiging*', // nl
    'postnummer, rabat*, gave*, inbjudning*', // nordic
    'alennus*, lahja*', // fi
    'pocztowy, podarunk*, zaprosz*, polecaj*, kreskow*', // pl
    'psc, slev*, darkov*, poukaz*, kupon*', // cs
    'iranyıtoszam*, kedvezmeny*, ajandek*, meghivo*', // hu
    'posta kodu, indirim*, hediye*, davet*, ulke*', // tr
    'почтов*, индекс, промо*, купон*, скидк*, подар*, приглаш*, реферал*, страны, поштов*, знижк*, запрош*', // slavic
    '郵便, クーポン, プロモーション, 招待, ギフト, 紹介, 国番号, シリアル', // ja
    '邮编, 邮政, 郵遞, 优惠, 優惠, 折扣, 邀请, 邀請, 推荐, 推薦, 兑换, 兌換, 礼品, 激活码, 区号', // zh
    '우편, 쿠폰, 프로모션, 초대, 추천, 할인, 국가번호', // ko
  ],
  /** What the other fields of the same forms ask for; a page that sends codes asks for an address or a number first. */
  identity: [
    'username, user name, user id, userid, login id, account, email, e mail, mail, phone, telephone, mobile, tel, name, nickname, password, pwd, passwd, search, amount, address, birth*, date, url, title, label, secret, question, quantity', // en
    'telefon*, mobil*, handynummer, passwor*, kennwort, benutzer*, utilis*, usuari*, utente, identifiant, mot de passe, contrasena, senha, correo, celular, cellulare, nom, nombre, nome, gebruiker*, wachtwoord, anvandar*, losenord, bruger*, bruker*, adgangskode, passord, puhelin*, salasana, hasło, heslo, jelszo, kullanıcı*, e posta', // latin
    'логин, пароль, телефон*, имя, почта, логін', // slavic
    'ユーザー名, パスワード, メールアドレス, 電話番号', // ja
    '用户名, 密码, 密碼, 手机号, 手機號, 邮箱, 账号, 帳號', // zh
    '아이디, 비밀번호, 전화번호, 휴대폰 번호, 이메일', // ko
  ],
  /** Fields that make a page a checkout: its "security code" is on the back of a card. */
  checkout: [
    'cvv*, cvc*, csc, card number, cardnumber, card no, expiry, expiration date, exp date, name on card, cardholder, credit card, billing address, back of your, back of the', // en
    'カード番号', // ja
    '卡号, 信用卡', // zh
    '카드번호', // ko
  ],
  /** Dates and payment PINs come in boxes too. */
  boxesElse: [
    'dd, mm, yyyy, yy, day, month, year, date, datum, fecha, birth*, naissance, pin, atm, mpin, upi, payment, tax, taxpayer, customer number, membership, policy number, *nummer, paiement, pago, pagamento, zahlung, ssn, card', // latin
    '生年月日, 暗証番号', // ja
    '支付, 生日', // zh
    '생년월일, 결제', // ko
  ],
  /** A picture to be read off by a human. */
  captcha: [
    '*captcha, captcha*, securimage, security image, characters shown, characters you see, letters shown, in the image, the picture, not a robot, im bild, l image, la imagen, na imagem', // latin
    'картинк*', // ru
    '画像', // ja
    '图形, 圖形, 图片, 看不清, 换一张', // zh
    '보안문자, 자동입력', // ko
  ],
  /** "code from the app or a recovery code" */
  or: [
    'or, may enter one, can use, oder, ou, oppure, eller, lub, nebo, veya', // latin
    'или', // ru
    'または, 或, 또는', // cjk
  ],
} as const;
