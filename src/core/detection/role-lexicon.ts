/** Words that tell who issues a code. Notation as in lexicon.ts. */
export type RoleConcept = keyof typeof ROLE_LEXICON;

export const ROLE_LEXICON = {
  /** The user's own generator, by name ("authentication app" is a phrase: proof and app). */
  authenticator: [
    'authenticator*, totp*, authy, freeotp, token generator, code generator, mfa device, mfa app, otp app, mobile app, otp device, two factor app, 2fa app, google auth, gauth, hardware token, security token, securid, duo mobile', // en
    'authentifikator*, authentisierer*, codegenerator*', // de
    'authentificat*', // fr
    'autenticador*, autentificador*, generador de codigos, gerador de codigos, token digital, token virtual, token movil, clave token', // es
    'autenticatore, generatore di codici', // it
    'autentifikator*, autentizator*', // cs
    'dogrulayıcı*', // tr
    'аутентификатор*, автентифікатор*, аутентифікатор*, генератор кодов, генератора кодов, генератор кодів, программы аутентификации, программе аутентификации, програми автентифікації', // slavic
    'オーセンティケータ, 認証器, 認証システム, 認証アプリ, ソフトウェアトークン', // ja
    '验证器, 驗證器, 认证器, 認證器, 验证程序, 动态口令, 身份验证应用, 令牌', // zh
    '인증기, 인증자, 인증 앱, 인증앱, OTP 앱, OTP앱', // ko
    'εφαρμογη ελεγχου, εφαρμογης ελεγχου, εφαρμογη επαληθευσης, εφαρμογη πιστοποιησης', // el
    'תוכנת אימות, אפליקציית אימות, אפליקציית האימות', // he
    'autentificator*, autentikator*, autentiserare*, kodegenerator*, kodgenerator*', // nordic
    'todentaja*, todennin*', // fi
    'uwierzytelniacz*, generator kodow', // pl
    'प्रमाणक, ऑथेंटिकेटर', // hi
    'pengautentikasi', // id
    'trinh xac thuc', // vi
    'แอปยืนยัน, ตัวตรวจสอบสิทธิ์', // th
    'أداة المصادقة, المصدق', // ar
  ],
  /** An app or device of the user's, unnamed. */
  app: [
    'app, apps, appen, appli, applic*, aplica*, aplik*', // latin
    'generated, generates', // en
    'anwendung, generiert*, authentifizierungsapp, authenticatieapp, verificatieapp, autentiseringsapp*, godkendelsesapp*, autentificeringsapp*, sicherheitsapp, verifizierungsapp', // de
    'sovellu*, todennussovellu*, tunnistautumissovellu*, tunnistussovellu*, varmennussovellu*, vahvistussovellu*', // fi
    'alkalmazas*', // hu
    'uygulama*', // tr
    'приложен*, додатк*, застосунк*', // slavic
    'アプリ', // ja
    '应用, 應用', // zh
    '앱, 애플리케이션', // ko
    'εφαρμογ*', // el
    'تطبيق, التطبيق, بتطبيق, برنامه, تطبيقك, بالتطبيق, لتطبيق, اپلیکیشن', // ar fa
    'אפליקציה, אפליקציית, האפליקציה, יישום, יישומון, באפליקציה, באפליקציית, מאפליקציית, מהאפליקציה', // he
    'ung dung', // vi
    'แอป', // th
    'godkjenningsapp*, bekreftelsesapp*, verifieringsapp*, verifikationsapp*, sikkerhedsapp*, kodeapp*', // nordic
    'ऐप, एप', // hi
  ],
  /** A code has been or will be sent. A bare "send" is a submit button and is not here. */
  sent: [
    'sent, we send, will send, resend, re send, send again, send me, texted, text me, emailed, sms, text message, inbox, spam, junk, received, didn t get, check your email, check your e mail, check your phone, verify your email, verify your phone, verify email, verify phone, email verification, phone verification, mobile verification, via email, by email, by text, to your email, to your phone, to your mobile, whatsapp, calling you, call me, phone call, voice call, we called, we are calling, we re calling, call again, mailed, telegram, viber, text you, will text, by phone, check your messages, read out, reads out, waiting at, waiting in your, push message, message on your phone, just arrived, in the email, from the email', // en
    'gesendet*, gesandt, zugesandt*, geschickt*, verschickt*, zugeschickt*, erneut senden, posteingang, versandt, smscode, emailcode, phonecode, per e mail, per mail, anruf, anrufen, rufen sie an, rufen dich an, telefonanruf, zugestellt, gemailt, erhaltenen, textnachricht, schicken wir, senden wir, mailen, nachricht, angekommen, eingetroffen, in der e mail, aus der e mail, in der mail, aus der mail', // de
    'envoye*, renvoyer*, envoyons, recu, par e mail, par email, par mail, texto, appel telephonique, appelons, message vocal, par courriel, transmis, boite de reception, renvoi, parvenu, par message, dans le message, dans l e mail, dans le mail', // fr
    'enviado*, enviada, enviamos, enviaremos, reenviar*, enviar de nuevo, volver a enviar, enviar novamente, recibi*, por correo, por email, por e mail, tu correo, su correo, al correo, receb*', // es pt
    'inviat*, inviamo, reinvia*, invia di nuovo, ricevuto*, tramite email, chiamata, chiamiamo, mandato, spedito, messaggio, arrivato, casella, via mail, nell email, nell e mail, nella mail', // it
    'verzonden, gestuurd, verstuurd, gemaild, opnieuw verzenden, opnieuw sturen, ontvangen, via e mail, bellen, gebeld, toegestuurd, toegezonden, sturen we, sturen wij, opnieuw versturen, aangekomen, binnengekomen, smsje, uit de e mail, uit de mail, in de mail', // nl
    'skickat*, skickade, skickar, skicka igen, fatt, sendt, send igen, mottatt, modtaget, ringer, samtal, opkald, skickades, sendte, tilsendt, mejlat, mejl, inkorg, indbakke, innboks, tekstbesked*, tekstmelding*, mottok, modtog, vi sender', // nordic
    'lahetetty, lahetimme, lahetta*, uudelleen, saanut, sahkopostiisi, soitamme, puhelu*, lahetettiin, saapunut, tekstiviest*, sahkopostitse, sahkopostiin, sahkopostiosoitteeseen', // fi
    'wysłan*, wysłalismy, przesłan*, ponownie, otrzymał*, smsem, zadzwoni*, dzwonimy, połaczenie, wysyłamy, dostarcz*, wiadomosc, wiadomosci, mailem, sprawdz poczte', // pl
    'poslal*, poslan*, odeslal*, odeslan*, zaslal*, zaslan*, odoslal*, obdrzel*, poslat znovu, znovu poslat, zaslat znovu, zavolame, volame, hovor, dorucen*, posleme, posielame, textov*, esemes*, nedostal*, neprisiel, neprisel, sprave, zpravou, zprave, obdrzan*', // cs
    'kuldtunk, elkuldt*, kuldott, kikuldott, ujrakuld*, hivjuk, felhivjuk, hivas*, kuldtuk, kuldunk, megkapta, kapott, erkezett, uzenet*, emailben, smsben', // hu
    'trimis*, retrimite*, trimitem, primit*, apel, apelam, mesaj, mesajul, expediat', // ro
    'στειλαμε, σταλθηκε, επαναποστολη, αποστολη ξανα, στελνουμε, στειλουμε, λαβατε, κληση, μηνυμα, καλουμε, αποσταλ*, εσταλ*, απεσταλ*, εστειλαμε', // el
    'gonderil*, gonderdi*, tekrar gonder*, almadınız, arıyoruz, ilettik, iletildi, yolladık, gelmedi, yeniden gonder*, mesajla, telefonunuza gelen, gelen kod*, ulasan, e postanıza, e postanızı', // tr
    'отправлен*, отправили, отправим, выслан*, выслали, прислали, повторно, отправить снова, смс, на почту, письм*, надісла*, відправ*, позвоним, звонок, звоним, звонка, звонит, перезвон*, послали, послан*, пришл*, пришел, приход*, сообщени*, доставлен*, надсила*, надішл*, зателефон*, дзвінок, дзвінка, повідомлен*, отримал*, изпрат*, получих*, надійш*, на вашу пошту, перевірте пошту, з листа', // slavic
    '送信しました, 送信され, 送信いたし, お送り, 送りました, 送られ, 再送, 届い, 届か, 届き, 受信した, コードを送信, お電話, 着信, 発信, ショートメッセージ, 自動音声, メールで, メールに, 宛てに, に送信, SMSに', // ja
    '发送, 發送, 已发, 寄送, 寄到, 已寄, 传送, 傳送, 重发, 获取, 獲取, 取得, 收到, 短信, 簡訊, 手机验证码, 邮箱验证码, 来电, 來電, 语音, 語音, 拨打, 撥打, 下发, 發至, 发至, 简讯, 訊息', // zh
    '보냈, 보내드, 보내 드, 전송, 발송, 다시 보내, 받은, 받지 못, 인증번호 받기, 문자, 전화를, 전화로, 알림톡, 카카오톡, 메일로, 수신하신', // ko
    'đa gui, đuoc gui, gui lai, gui ma, nhan đuoc, tin nhan, lay ma, gui đen, cuoc goi, goi đen, zalo, chua nhan', // vi
    'dikirim*, mengirim*, kirim ulang, kirim kode, terkirim, kirimkan, kirimi, panggilan, menerima kode, dihantar, cek email, periksa email', // id
    'שלחנו, נשלח, שלח שוב, בדואר, מסרון, נשלחה, שליחה חוזרת, שליחה מחדש, קיבלת, קיבלתם, שיחה, הודעה, הודעת, במייל, לנייד, תיבת הדואר', // he
    'ส่งไป, ได้ส่ง, ที่ส่ง, ส่งอีก, ส่งรหัส, ขอรหัส, ส่งถึง, ส่งให้, โทรหา, ส่งทาง', // th
    'أرسلنا, أرسلناه, إرسال, المرسل, أرسل, رسالة نصية, ارسال, مكالمة, اتصال, لم يصلك, وصلك, بريدك, المرسلة, الإرسال, نرسل, تلقي, الرسالة القصيرة, رسالة قصيرة, الوارد, الواردة', // ar
    'llamada, llamamos, mandado, mandamos, bandeja, ligacao, ligamos, caixa de entrada, por telefono, por telefone, por mensaje, por mensagem', // es
    'भेजा, भेजे, भेजी, भेजें, एसएमएस, व्हाट्सएप, पर आया, पर आए, ईमेल देखें', // hi
    'پیامک, فرستادیم, فرستاده, تماس', // fa
  ],
  /** What a button beside the field does to a code that is sent. "Enviar" is also how Spanish forms submit. */
  fetch: [
    'send, get, request, receive, new, senden, anfordern, neuen, neu, erhalten, recevoir, envoyer, nouveau, obtener, solicitar, obter, nuevo, novo, invia, nuovo, sturen, versturen, nieuwe, skicka, ny, nytt, laheta, uusi, wyslij, nowy, poslat, novy, uj, gonder, yeni, получить, отправить, выслать, новый, отримати, trimite, kuldes, kirim, dapatkan, gui, احصل, hent, zaslat, odoslat', // all
  ],
  /** Where codes are sent to. On its own only the field's name may say it: every sign-in form has an e-mail field. */
  channel: [
    'email, mail, sms, phone, mobile, whatsapp, text, telefon*, telephone, courriel, correo, movil, celular, cellulare, handy, sahkoposti*, puhelin*, eposta, gsm', // latin
    'телефон*, почт*', // ru
    'メール, 携帯, 電話', // ja
    '手机, 手機, 邮箱, 郵箱, 短信, 信箱', // zh
    '휴대폰, 이메일, 문자', // ko
    'τηλεφων*, κινητ*', // el
    'טלפון, נייד, מייל', // he
    'هاتف, جوال, الهاتف, الجوال', // ar
  ],
  /** A code from a sheet, used once when the app is gone. */
  recovery: [
    'recov*, backup*, back up, scratch, emergenc*, rescue, static, fallback, recuper*', // latin
    'single use codes, one of the codes, codes you saved, you printed, you wrote down, printed codes, saved codes, paper code*', // en: a sheet, not named
    'wiederherstell*, ersatz*, notfall*, sicherungs*', // de
    'secours, sauvegarde, urgence', // fr
    'respaldo, rescate, reserva', // es
    'ripristino, emergenza', // it
    'herstel*, noodcode*, reservecode*', // nl
    'aterstall*, reservkod*, nodkod*, gendann*, nødkode*, gjenopprett*, sikkerhedskopi*, reservekode*, aterhamt*', // nordic
    'palautus*, varakoodi*, varmuus*', // fi
    'odzysk*, zapas*, awaryjn*, rezerwow*', // pl
    'obnov*, zalozn*, zachran*, nouz*', // cs
    'helyreallit*, tartalek*, visszaallit*', // hu
    'kurtarma, yedek*', // tr
    'резерв*, восстанов*, запасн*, аварийн*, відновл*', // slavic
    'リカバリ, バックアップ, 復旧, 回復, 復元, 予備', // ja
    '恢复, 恢復, 备份, 備份, 备用, 備用, 应急, 復原, 救援', // zh
    '복구, 백업, 비상, 예비', // ko
    'khoi phuc, du phong', // vi
    'pemulihan, cadangan, darurat', // id
    'สำรอง, กู้คืน', // th
    'استرداد, احتياطي, الاسترداد, الاحتياطي, احتياطية, الاحتياطية, الطوارئ, استعادة, الاستعادة', // ar
    'ανακτησ*, εφεδρικ*', // el
    'שחזור, גיבוי, לשחזור, השחזור, הגיבוי, חירום', // he
    'rezerva', // ro
    'بازیابی, پشتیبان', // fa
    'रिकवरी, बैकअप', // hi
  ],
} as const;
