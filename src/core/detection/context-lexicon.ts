/** Words that tell what else a page or a field is. Notation as in lexicon.ts. */
export type ContextConcept = keyof typeof CONTEXT_LEXICON;

export const CONTEXT_LEXICON = {
  /** A secret is being handed over: the page sets an authenticator up. */
  scan: [
    'scan*, skann*, qr, qrcode*, zeskanuj*, naskenuj*, escane*, tarayın, karekod*, otpauth, provisioning, skanuj*, skenuj*, skeny*, beolvas*, olvassa be, okut*, taratın, pindai*, quet, flashez, einlesen', // latin
    'setup key, secret key, text key, secret code, code secret, cle secrete, clave secreta, geheimschlussel', // en
    'отсканир*, сканир*, відскан*, сканув*, секретный ключ, секретний ключ', // slavic
    'qrコード, スキャン, シークレットキー, セットアップキー, 設定キー, 読み取', // ja
    '扫描, 掃描, 扫码, 二维码, 密钥, 金鑰, 密匙, 秘钥, 秘鑰', // zh
    'qr코드, 스캔, 비밀키, 비밀 키, 설정 키', // ko
    'secret seed, tajny klucz, klucz tajny, tajny kluc, tajny klic, hemlig nyckel, hemmelig nøgle, hemmelig nøkkel, geheime sleutel, chiave segreta, codice segreto, chave secreta, codigo secreto, titkos kulcs, cheia secreta, gizli anahtar, khoa bi mat, kunci rahasia, salainen avain, clave de configuracion, cle de configuration, einrichtungsschlussel', // other keys
    'σαρωσ*, μυστικο κλειδι', // el
    'סרקו, סרוק, סריקה, ברקוד, מפתח סודי', // he
    'امسح, مسح, المفتاح السري', // ar
    'स्कैन', // hi
    'สแกน', // th
  ],
  /** The key itself, as fields that show it are called. */
  secret: [
    'secret*, seed, totpsecret, geheim*, segreto, segreta, hemlig*, hemmelig*, salainen, sekret*, tajn*, titkos, gizli, key, keys, schlussel, einrichtungsschlussel, cle, clave, chave, chiave, sleutel, klucz, klic, kluc, kulcs, cheie, cheia, nyckel, nøgle, nøkkel, avain, anahtar', // latin
    'секрет*, ключ, ключа', // slavic
    '密钥, 金鑰, キー, 키', // cjk
  ],
  /** Codes that are no second factor. The field's own words decide, then the words just before it. */
  otherCode: [
    'zip, zipcode, postcode, post, postal*, coupon*, promo*, discount*, gift*, voucher*, barcode*, area code, areacode, country*, dial code, sort code, bank, iban, card, cvv*, cvc*, csc, product, serial, activation code, invit*, referral*, author, authors, redeem, subscri*, access code, accesscode, join, booking, reservation, order, confirmation number, member*, store, device code, tv, period, copy this, copy the, user code, usercode, device user, api, access token, personal access, question, ssn, social security, chip reader, pinsentry', // en
    'meeting, webinar, pickup code, pick up code, collection code, locker, parcel, game pin, game code, quiz, class code, room code, event code, ticket code, door code, gate code, newsletter, lifetime, endpoint, webhook, client id, client secret, redirect, deploy token, pairing code, exam, exams, examen, front door, the door, choose a 4 digit, choose a 6 digit, create a 4 digit, create a 6 digit', // en
    'plz, gutschein*, einladung*, lizenz*, geschenk*, blz, vorwahl, freischaltcode, zugangscode, sendung*, paket*, aktionscode, empfehlung*, postleitzahl, zutritt*, abhol*, chiptan, tan generator*, kartenleser, lesegerat', // de
    'reduction, parrainage, indicatif, pays, suivi, colis, barres, remise, adhesion, commande, retrait', // fr
    'descuento, regalo, referido, pais, tarjeta, desconto, cupom, cep, cartao, indicacao, seguimiento, pedido, barras, rastreio, rastreamento, convite, presente, retiro, retirada, recogida', // es
    'cap, sconto, buono, fiscale, tracciamento, spedizione, ordine, ritiro', // it
    'korting*, cadeau*, uitnodiging*, streepjescode, actiecode, landcode, bestel*, afhaal*', // nl
    'postnummer, rabat*, gave*, inbjudning*, postnr, kampanj*, kampagne*, presentkort*, landekode, landskod, stregkode, streckkod, sporing*, lisens*, licens*, uthamtning*, afhentning*, hentekode*', // nordic
    'alennus*, lahja*, postinumero*, kutsu*, seuranta*, maakoodi, viivakoodi, nouto*', // fi
    'pocztowy, podarunk*, zaprosz*, polecaj*, kreskow*, przesyłk*, zamowien*, odbior*', // pl
    'psc, slev*, darkov*, poukaz*, kupon*, zlav*, darcek*, pozvan*, carov*, ciarov*, sledovan*, licenc*, zasilk*, zasielk*, objednav*, vyzvednut*, vyzdvihnut*', // cs
    'iranyıtoszam*, kedvezmeny*, ajandek*, meghivo*, vonalkod*, rendeles*, nyomkovet*, orszag*, atveteli', // hu
    'posta kodu, indirim*, hediye*, davet*, ulke*, referans, takip, barkod*, siparis*, lisans*, teslim*', // tr
    'почтов*, индекс, промо*, купон*, скидк*, подар*, приглаш*, реферал*, страны, поштов*, знижк*, запрош*, сертификат*, сертифікат*, ваучер*, отслежив*, відстеж*, заказа, замовлення, лицензи*, ліцензі*, штрих*, бонусн*, пощенски, отстъпк*, выдачи', // slavic
    '郵便, クーポン, プロモーション, 招待, ギフト, 紹介, 国番号, シリアル, 追跡, 伝票, 予約, 注文, 商品, 割引, ライセンス, プリペイド', // ja
    '邮编, 邮政, 郵遞, 优惠, 優惠, 折扣, 邀请, 邀請, 推荐, 推薦, 兑换, 兌換, 礼品, 区号, 快递, 快遞, 运单, 運單, 取件, 订单, 訂單, 提货, 序列号, 序號, 国家, 國家, 产品, 產品, 激活', // zh
    '우편, 쿠폰, 프로모션, 초대, 추천, 할인, 국가번호, 송장, 배송, 상품권, 기프트, 시리얼, 제품, 주문', // ko
    'cupon*, reducere, cadou, recomandare, licenta, comanda, urmarire, ridicare', // ro
    'ταχυδρομικ*, εκπτωσ*, εκπτωτικ*, κουπον*, δωροκαρτ*, δωροεπιταγ*, προσκλησ*, προσφορ*, χωρας, παρακολουθησ*, αποστολης δεματ*, κρατησ*, παραγγελ*, αδειας', // el
    'מיקוד, קופון, הנחה, מתנה, שובר, הזמנה, הטבה, מבצע, משלוח, מעקב, רישיון, מדינה', // he
    'البريدي, بريدي, قسيمة, القسيمة, كوبون, الكوبون, خصم, الخصم, هدية, الهدية, الهدايا, دعوة, الدعوة, إحالة, الإحالة, ترويجي, الترويجي, الدولة, البلد, تتبع, التتبع, ترخيص, الترخيص', // ar
    'پستی, تخفیف, هدیه, دعوت, معرف, کشور', // fa
    'पिन कोड, कूपन, प्रोमो, उपहार, छूट, आमंत्रण, रेफरल, ट्रैकिंग', // hi
    'ไปรษณีย์, ส่วนลด, คูปอง, โปรโมชั่น, ของขวัญ, คำเชิญ, แนะนำเพื่อน, พัสดุ, ประเทศ', // th
    'buu chinh, buu đien, giam gia, khuyen mai, qua tang, gioi thieu, quoc gia, van đon, uu đai', // vi
    'kode pos, diskon, hadiah, undangan, negara, resi, pelacakan', // id
  ],
  /** Codes that prove to search engines and mail services who owns a site. */
  siteProof: [
    'search console, webmaster*, site verification, domain verification, verify ownership, domain ownership, site ownership, meta tag, txt record, bing, yandex verification, baidu verification, pinterest', // en
  ],
  /** What a code is printed on that proves the thing itself: its page speaks of "authenticity" and "verification code" too. */
  printed: [
    'on the document, on the certificate, on the label, on the packaging, verify a document, document verification, verify a certificate, certificate verification, authenticity of, counterfeit', // en
    'echtheit*, auf dem dokument, auf der verpackung, auf dem etikett', // de
    'authenticite, sur le document, sur l attestation, sur l emballage', // fr
    'autenticidad, autenticidade, en el documento, en la etiqueta, no documento', // es pt
    'autenticita, sul documento, etichetta, confezione', // it
    'echtheid*, op de verpakking, op het etiket', // nl
    'autentycznosc*, na opakowaniu', // pl
    // "проверка подлинности" alone is how Russian calls authentication.
    'подлинности товара, подлинности документ*, подлинности продук*, на упаковке, с упаковки, на упаковці', // slavic
    'orijinallik*, ambalaj*', // tr
    '真贋, 正規品, 偽造', // ja
    '防伪, 防偽, 真伪, 真偽', // zh
    '정품, 위조, 진위', // ko
  ],
  /** What the other fields of the same forms ask for; a page that sends codes asks for an address or a number first. */
  identity: [
    'username, user id, userid, login id, account, email, mail, phone, telephone, tel, name, nickname, pwd, passwd, search, amount, address, birth*, date, url, title, label, secret, question, quantity', // en
    'telefon*, mobil*, handynummer, passwor*, kennwort, benutzer*, utilis*, usuari*, utente, identifiant, mot de passe, contrasena, senha, correo, celular, cellulare, nom, nombre, nome, gebruiker*, wachtwoord, anvandar*, losenord, bruger*, bruker*, adgangskode, passord, puhelin*, salasana, hasło, heslo, jelszo, kullanıcı*, e posta, sahkoposti*, kayttaja*, uzivatel*, felhasznal*, parola*, nume, utilizator*, sifre*, mat khau, so đien thoai, ten đang nhap, kata sandi, nomor hp, nomor telepon, nama, pengguna, postadresse', // latin
    'логин, пароль, телефон*, имя, почта, логін, користувач*, імя, електронн*, отчество', // slavic
    'ユーザー名, パスワード, メールアドレス, 電話番号', // ja
    '用户名, 密码, 密碼, 手机号, 手機號, 邮箱, 账号, 帳號', // zh
    '아이디, 비밀번호, 전화번호, 휴대폰 번호, 이메일', // ko
    'τηλεφων*, κινητ*, χρηστη, ονομα, συνθηματικ*', // el
    'טלפון, נייד, סיסמה, אימייל, שם משתמש', // he
    'هاتف, الهاتف, جوال, الجوال, كلمة المرور, البريد الإلكتروني, اسم المستخدم, موبایل', // ar
    'फ़ोन, मोबाइल, ईमेल, पासवर्ड, नाम', // hi
    'รหัสผ่าน, เบอร์, โทรศัพท์, อีเมล, ชื่อผู้ใช้', // th
  ],
  /** Fields that make a page a checkout: its "security code" is on the back of a card. */
  checkout: [
    'cvv*, cvc*, csc, card number, cardnumber, card no, expiry, expiration date, exp date, name on card, cardholder, credit card, billing address, back of your, back of the', // en
    'kartennummer, kreditkarte*', // de
    'numero de carte, numero de la carte, cryptogramme', // fr
    'numero de tarjeta, numero de la tarjeta, numero do cartao', // es pt
    'numero carta, numero della carta, numero di carta', // it
    'kaartnummer, kortnummer*, korttinumero, kortin numero', // nl nordic fi
    'numer karty, cislo karty, kartyaszam*, numar card, numarul cardului', // pl cs hu ro
    'kart numaras*, kart no', // tr
    'номер карт*', // slavic
    'αριθμος καρτας', // el
    'מספר כרטיס, כרטיס אשראי', // he
    'رقم البطاقة, شماره کارت', // ar fa
    'कार्ड नंबर', // hi
    'หมายเลขบัตร', // th
    'nomor kartu', // id ("số thẻ" without its tones is English)
    'カード番号', // ja
    '卡号, 卡號, 信用卡', // zh
    '카드번호, 카드 번호', // ko
  ],
  /** Dates and payment PINs come in boxes too. */
  boxesElse: [
    'dd, mm, yyyy, yy, day, month, year, date, datum, fecha, birth*, naissance, pin, atm, mpin, upi, payment, tax, taxpayer, customer number, membership, policy number, *nummer, paiement, pago, pagamento, zahlung, ssn, card, geburt*, nascimento, nacimiento, nascita, narozeni, narodenia, urodzenia, szulet*, dogum, nasterii, lahir, ngay sinh, födelse*, fodsel*, syntyma*', // latin
    '生年月日, 暗証番号', // ja
    '支付, 生日', // zh
    '생년월일, 결제', // ko
    'рождени*, народженн*', // slavic
    'γεννησ*', // el
    'לידה', // he
    'الميلاد, تولد', // ar
    'วันเกิด', // th
  ],
  /** A picture to be read off by a human. */
  captcha: [
    '*captcha, captcha*, securimage, security image, characters shown, characters you see, letters shown, in the image, the picture, not a robot, im bild, l image, la imagen, na imagem, dem bild, nell immagine, dell immagine, na obrazku, z obrazka, v obrazku, z obrazku, op de afbeelding, in de afbeelding, resimdeki, guvenlik resmi, trong hinh, pada gambar, di gambar, din imagine, a kepen, pa bilden, i bilden, pa billedet, i bildet, kuvassa', // latin
    'картинк*', // ru
    '画像, 文字認証', // ja
    '图形, 圖形, 图片, 看不清, 换一张', // zh
    '보안문자, 자동입력, 그림', // ko
    'капч*, с изображени*, на изображени*, на зображен*, із зображен*', // slavic
    'בתמונה', // he
    'في الصورة, تصویر', // ar
    'στην εικονα, της εικονας', // el
    'ในภาพ, ตามภาพ', // th
    'security check image, characters above, characters below, are you human', // en
  ],
  /** "code from the app or a recovery code" */
  or: [
    'or, may enter one, can use, oder, ou, oppure, eller, lub, nebo, veya, tai, alebo, vagy, sau, hoac, atau, of een', // latin
    'или, або', // ru
    'または, 或, 또는, もしくは', // cjk
    'או, أو, یا, หรือ, या', // other
  ],
} as const;
