/** Words that tell who issues a code. Notation as in lexicon.ts. */
export type RoleConcept = keyof typeof ROLE_LEXICON;

export const ROLE_LEXICON = {
  /** The user's own generator, by name ("authentication app" is a phrase: proof and app). */
  authenticator: [
    'authenticator*, totp*, authy, freeotp, token generator, code generator, mfa device, mfa app, otp app, mobile app, otp device, two factor app, 2fa app, google auth, gauth, hardware token, security token, securid, duo mobile', // en
    'authentifikator*, authentisierer*', // de
    'authentificat*', // fr
    'autenticador*, autentificador*', // es
    'autenticatore', // it
    'autentifikator*', // cs
    'dogrulayıcı*', // tr
    'аутентификатор*, автентифікатор*, аутентифікатор*', // slavic
    'オーセンティケータ, 認証器, 認証システム', // ja
    '验证器, 驗證器, 认证器, 認證器, 验证程序, 动态口令', // zh
    '인증기, 인증자', // ko
    'εφαρμογη ελεγχου, εφαρμογης ελεγχου, εφαρμογη επαληθευσης, εφαρμογη πιστοποιησης', // el
    'תוכנת אימות, אפליקציית אימות, אפליקציית האימות', // he
  ],
  /** An app or device of the user's, unnamed. */
  app: [
    'app, apps, appen, appli, applic*, aplica*, aplik*', // latin
    'generated, generates', // en
    'anwendung, generiert*, authentifizierungsapp, authenticatieapp, verificatieapp, autentiseringsapp*, godkendelsesapp*, autentificeringsapp*', // de
    'sovellu*, todennussovellu*', // fi
    'alkalmazas*', // hu
    'uygulama*', // tr
    'приложен*, додатк*, застосунк*', // slavic
    'アプリ', // ja
    '应用, 應用', // zh
    '앱, 애플리케이션', // ko
    'εφαρμογ*', // el
    'تطبيق, التطبيق, بتطبيق, برنامه', // ar fa
    'אפליקציה, אפליקציית, האפליקציה, יישום, יישומון', // he
    'ung dung', // vi
    'แอป', // th
  ],
  /** A code has been or will be sent. A bare "send" is a submit button and is not here. */
  sent: [
    'sent, we send, will send, resend, re send, send again, send me, texted, text me, emailed, e mailed, sms, text message, inbox, spam, junk, received, didn t get, check your email, check your e mail, check your phone, verify your email, verify your phone, verify email, verify phone, email verification, phone verification, mobile verification, via email, by email, by text, to your email, to your phone, to your mobile, whatsapp, calling you, call me', // en
    'gesendet*, gesandt, zugesandt*, geschickt*, verschickt*, zugeschickt*, erneut senden, posteingang, versandt, smscode, emailcode, phonecode, per e mail, per mail', // de
    'envoye*, renvoyer*, envoyons, recu, par e mail, par email, par mail, texto', // fr
    'enviado*, enviada, enviamos, enviaremos, reenviar*, enviar de nuevo, volver a enviar, enviar novamente, recibi*, por correo, por email, por e mail, tu correo, su correo, al correo, mensaje de texto, receb*', // es pt
    'inviat*, inviamo, reinvia*, invia di nuovo, ricevuto*, via email, tramite email', // it
    'verzonden, gestuurd, verstuurd, gemaild, opnieuw verzenden, opnieuw sturen, ontvangen, via e mail', // nl
    'skickat*, skickade, skickar, skicka igen, fatt, sendt, send igen, mottatt, modtaget', // nordic
    'lahetetty, lahetimme, lahetta*, uudelleen, saanut, tekstiviesti*, sahkopostiisi', // fi
    'wysłan*, wysłalismy, przesłan*, ponownie, otrzymał*, smsem', // pl
    'poslal*, poslan*, odeslal*, odeslan*, zaslal*, zaslan*, odoslal*, obdrzel*, poslat znovu, znovu poslat, zaslat znovu', // cs
    'kuldtunk, elkuldt*, kuldott, kikuldott, ujrakuld*', // hu
    'trimis*', // ro
    'στειλαμε, σταλθηκε, εσταλη, απεσταλη, επαναποστολη, αποστολη ξανα', // el
    'gonderil*, gonderdi*, tekrar gonder*, almadınız', // tr
    'отправлен*, отправили, отправим, выслан*, выслали, прислали, повторно, отправить снова, смс, на почту, письм*, надісла*, відправ*', // slavic
    '送信しました, 送信され, 送信いたし, お送り, 送りました, 送られ, 再送, 届い, 届か, 届き, 受信した, コードを送信, メールに記載, コードを取得', // ja
    '发送, 發送, 已发, 寄送, 寄到, 已寄, 传送, 傳送, 重发, 获取, 獲取, 取得, 收到, 短信, 簡訊, 手机验证码, 邮箱验证码', // zh
    '보냈, 보내드, 보내 드, 전송, 발송, 다시 보내, 받은, 받지 못, 인증번호 받기, 문자', // ko
    'đa gui, đuoc gui, gui lai, gui ma, nhan đuoc, tin nhan, lay ma', // vi
    'dikirim*, mengirim*, kirim ulang, kirim kode', // id
    'שלחנו, נשלח, שלח שוב, בדואר, מסרון', // he
    'ส่งไป, ได้ส่ง, ที่ส่ง, ส่งอีก, ส่งรหัส, ขอรหัส', // th
    'أرسلنا, أرسلناه, إرسال, المرسل, أرسل, رسالة نصية, ارسال', // ar
  ],
  /** What a button beside the field does to a code that is sent. "Enviar" is also how Spanish forms submit. */
  fetch: [
    'send, get, request, receive, new, senden, anfordern, neuen, neu, erhalten, recevoir, envoyer, nouveau, obtener, solicitar, obter, nuevo, novo, invia, nuovo, sturen, versturen, nieuwe, skicka, ny, nytt, laheta, uusi, wyslij, nowy, poslat, novy, uj, gonder, yeni, получить, отправить, выслать, новый, отримати', // all
  ],
  /** Where codes are sent to. On its own only the field's name may say it: every sign-in form has an e-mail field. */
  channel: [
    'email, e mail, mail, sms, phone, mobile, whatsapp, text, telefon*, telephone, courriel, correo, movil, celular, cellulare, handy', // latin
    'телефон*, почт*', // ru
    'メール, 携帯, 電話', // ja
    '手机, 手機, 邮箱, 郵箱, 短信, 信箱', // zh
    '휴대폰, 이메일, 문자', // ko
  ],
  /** A code from a sheet, used once when the app is gone. */
  recovery: [
    'recov*, backup*, back up, scratch, emergenc*, rescue, static, fallback, recuper*', // latin
    'single use codes, one of the codes, codes you saved, codes you printed, you printed, you wrote down, printed codes, saved codes, paper code*', // en: a sheet, not named
    'wiederherstell*, ersatz*, notfall*, sicherungs*', // de
    'secours, sauvegarde, urgence', // fr
    'respaldo, rescate, reserva', // es
    'ripristino', // it
    'herstel*, noodcode*, reservecode*', // nl
    'aterstall*, reservkod*, nodkod*, gendann*, nødkode*, gjenopprett*', // nordic
    'palautus*, varakoodi*', // fi
    'odzysk*, zapas*, awaryjn*, rezerwow*', // pl
    'obnov*, zalozn*, zachran*, nouz*', // cs
    'helyreallit*, tartalek*', // hu
    'kurtarma, yedek*', // tr
    'резерв*, восстанов*, запасн*, аварийн*, відновл*', // slavic
    'リカバリ, バックアップ, 復旧, 回復, 復元, 予備', // ja
    '恢复, 恢復, 备份, 備份, 备用, 備用, 应急, 復原', // zh
    '복구, 백업, 비상', // ko
    'khoi phuc, du phong', // vi
    'pemulihan, cadangan', // id
    'สำรอง, กู้คืน', // th
    'استرداد, احتياطي', // ar
    'ανακτησ*, εφεδρικ*', // el
    'שחזור, גיבוי', // he
  ],
} as const;
