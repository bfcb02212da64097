// The words around a list of recovery codes, and around lists of other things. Matched against folded text: lower case
// and without accents, so one stem serves several languages.
import { anyOf, fold } from './folded-words.ts';
import { OTHER_CODES, OTHER_RECOVERY } from './other-codes.ts';

const CODE_NOUNS = anyOf([
  'cod(?:e|ig|ic|ur)', // Latin
  'kod', // Germanic and Slavic in Latin letters, Turkish, Indonesian
  'koodi', // fi
  'passcode|tokens?\\b|passwords?\\b|\\bkeys\\b|\\bTANs?\\b',
  'код|кoд', // ru, uk, bg
  'コード|代码|代碼|验证码|驗證碼|码|碼', // ja, zh
  '코드', // ko
  '\\bmã\\b|รหัส', // vi, th
  'رموز|رمز|אקוד|קוד|κωδικ|कोड', // ar, he, el, hi
]);

/** What makes a code one for the day when the second factor is gone. */
const RECOVERY_STEMS = anyOf([
  'recover|back-?\\s?up|scratch|emergenc|rescue|fallback|bypass|break-?glass',
  'wiederherstell|ersatz|notfall|sicherungs|rettungs', // de
  'recuper|secours|sauvegarde|urgence|depannage', // fr
  'respaldo|rescate|recuper', // es, pt
  'ripristino|riserva|soccorso', // it
  'herstel|nood-?code|reserve-?code', // nl
  'återställ|reservkod|nødkode|nödkod|gendann|gjenopprett|reservekode|sikkerhetskopi|säkerhetskopi', // nordic
  'palautus|vara-?koodi|varmuus', // fi
  'odzysk|zapas|awaryjn|rezerwow', // pl
  'obnov|zálož|záchran|nouz', // cs, sk
  'helyreállít|tartalék', // hu
  'recuperare|rezervă', // ro
  'kurtarma|yedek', // tr
  'резерв|восстанов|запасн|аварийн|відновл|възстанов', // Cyrillic
  'リカバリ|バックアップ|復旧|回復|復元|予備', // ja
  '恢复|恢復|备份|備份|备用|備用|应急|應急|復原|救援', // zh
  '복구|백업|비상', // ko
  'khôi phục|dự phòng', // vi
  'pemulihan|cadangan', // id
  'สำรอง|กู้คืน', // th
  'استرداد|احتياطي|גיבוי|שחזור|ανακτησ|εφεδρικ|αντιγραφ.{0,4}ασφαλ', // ar, he, el
]);

const RECOVERY_CODES = new RegExp(
  `(?:${RECOVERY_STEMS})[^.!?。,;:、，；：]{0,28}?(?:${CODE_NOUNS})|(?:${CODE_NOUNS})[^.!?。,;:、，；：]{0,28}?(?:${RECOVERY_STEMS})`,
  'u',
);

const TWO_STEPS = new RegExp(
  anyOf([
    '\\b2fa\\b|\\bmfa\\b|two.?factor|two.?step|2.?step|multi.?factor|second factor|authenticator',
    'zwei.?faktor|zweistufig|in zwei schritten|zweiten faktor|2.?faktor',
    'deux (?:etapes|facteurs)|double authentification|double facteur|second facteur',
    'dos pasos|dos factores|doble factor|duas etapas|dois fatores|due fattori|due passaggi|doppio fattore',
    'twee.?(?:stap|factor)|dwuetap|dwuskład|dvoufáz|dvoufaktor|dvojfaktor|kétfaktor|kétlép',
    'tvåfaktor|tvåsteg|tofaktor|totrin|to.?trinn|kaksivaihe|iki (?:adım|faktör|aşama)|iki.?adimli',
    'двухфактор|двухэтап|двофактор|двоетап|2段階|二段階|二要素|两步|兩步|雙重|双重|双因素|2단계|이중 인증',
    'hai (?:bước|lớp|yếu tố)|dua (?:langkah|faktor)',
  ]),
  'u',
);

const ONCE = new RegExp(
  anyOf([
    '(?:each|every|a|one|all|these).{0,40}(?:once|one time)|only once|single.?use|one.?time',
    'nur einmal|einmal(?:ig|.?code)|je einmal|usage unique|une seule fois|qu.une fois',
    'un solo uso|una sola vez|un unico uso|uma (?:única|só) vez|uso único|una (?:sola )?volta|monouso|uso singolo',
    'eenmalig|één keer|één.?malig|slechts eenmaal|jednoraz|tylko raz|jeden raz|jednou',
    'en gang|én gang|engångs|engangs|vain kerran|kertakäyttö|tek kullanım|bir kez|yalnızca bir',
    'однораз|один раз|лише раз|一度だけ|1回(?:だけ|限り|のみ)|使い捨て|一次性|只能使用一次|仅限一次|仅可使用一次',
    '일회|한 번만|hanya sekali|satu kali|một lần',
  ]),
  'u',
);

const LOST = new RegExp(
  anyOf([
    '(?:los[et]|without|no longer|can.?t|cannot|unavailable).{0,40}(?:phone|device|authenticator|access|app\\b)',
    'verlier|verlor|keinen zugriff|perd(?:ez|re|u).{0,40}(?:t[ée]l[ée]phone|appareil|accès|acces)',
    'pierd|perder|perde |perdi|smarri|kwijt|verliest|utrac|strac|zgub|ztrat|förlor|mister|tappar|menet|kaybed',
    'потеря|утрат|втрат|紛失|失くし|使えな|丢失|遗失|無法|无法|분실|잃어|mất |kehilangan',
  ]),
  'u',
);

const KEEP = new RegExp(
  anyOf([
    '(?:keep|save|store|print|download|write|put|copy).{0,40}(?:safe|secure|codes|them|down)',
    'sicher(?:en)? (?:auf|ort)|aufbewahr|ausdruck|drucken|notier|conserve[zr]|imprime[zr]|lieu sûr',
    'guárd|guarda|guarde|imprim|lugar seguro|local seguro|conserva|stampa|luogo sicuro|bewaar',
    'zapisz|wydrukuj|przechow|uschov|spara|skriv ut|opbevar|oppbevar|säilyt|güvenli|yazdır|sakla',
    'сохран|распеч|храни|保管|保存|印刷|打印|妥善|안전|저장|lưu|simpan',
  ]),
  'u',
);

/** Lists of these are no recovery codes, whatever else is said of them. */
const OTHER_LISTS = new RegExp(
  anyOf([
    'coupon|promo|discount|gift.?card|gift code|voucher|gutschein|rabatt|cupón|cupom|buono|sconto|promokod|купон|クーポン|优惠|優惠',
    'order (?:n|id|#)|\\borders?\\b|invoice|receipt|bestell|rechnung|commande|factur|fattur|pedido|ordine|заказ|счет|注文|订单|訂單',
    'tracking|shipment|parcel|delivery|sendung|paket|colis|envío|spedizion|посылк|追跡|快递|運送',
    'licen[cs]e|serial|product key|activation|lizenz|seriennummer|licencia|licenza|лиценз|ライセンス|シリアル|序列号',
    'hotline|flight|departure|arrival|timetable|boarding|booking|reservation n|reservations|abfahrt|ankunft|vuelo|рейс|航班|列車',
    'lotter|lotto|jackpot|winning|winner|raffle|ziehung|tirage|sorteo|estrazione|тираж|宝くじ|彩票',
    'commit|\\bsha-?\\d|md5|checksum|\\bhash|changelog|prüfsumm|somme de contrôle|fingerprint|fingerabdruck',
    'app(?:lication)?[ -](?:specific )?password|anwendungspassw|api.?key|access token|webhook|secret key|ssh|public key|client id',
    'isbn|issn|\\bean\\b|\\bupc\\b|barcode|strichcode|iban|bankkont|\\bbic\\b|kontonummer|card number|test card|routing',
    'colou?r|palette|farbe|couleur|\\bzip code|postcode|postal|postleitzahl|area code|country code|dial(?:l?ing)? code',
    '\\bsku\\b|part number|artikelnummer|model n|mac address|\\bvin\\b|patient|student|employee|ticket|case n',
    'referral|redeem|parrain|wi-?fi|seat|exam result|meter reading|inventory',
  ]),
  'u',
);

/** The same, but for a sentence that speaks of losing, keeping or confirming: "if you lose your phone". */
const OTHER_UNLESS_EXPLAINED = new RegExp(
  anyOf([
    'phone|telephone|\\btel\\b|fax|telefon|téléphone|teléfono|電話|电话|телефон',
    'session|device|sign.?ins|activity|browser|sitzung|geräte?\\b|appareils|dispositivos|dispositivi|\\bip\\b|устройств',
    'price|amount|total|preis|betrag|prix|montant|precio|importe|prezzo|цена|сумма|価格|金額|价格',
    'version|release|build\\b|account number|member|customer|kunden|invit|einlad|\\bdraw\\b|platform|game|results',
  ]),
  'u',
);

/** What else a list has above it, or its column in a table: "Request ID", "Author". In a sentence they say nothing. */
const OTHER_LABELS = new RegExp(
  anyOf([
    '\\bids?\\b|identifier|kennung|identifiant|identificador|\\buuid|request|revision|\\brefs?\\b|branch|author|\\bhash',
    'message|error|fehler|erreur|errore|\\berro\\b|fault|event|\\bjobs?\\b|pipeline|block|file|datei|fichier',
    '\\burl|\\blink|user|host|server|\\bnode|container|image|reference|referenz|référence|batch|asset|archiv|digest|snapshot',
  ]),
  'u',
);

export interface Hints {
  readonly isRecovery: boolean;
  /** Of another list. */
  readonly isOther: boolean;
  /** Of another list by a word that proves something only where it is the name: a heading, a label, a cell. */
  readonly isOtherAsName: boolean;
  /** What speaks for recovery codes without naming them. */
  readonly points: number;
}

/** What one line of text says about the list near it. */
export function hintsOf(line: string): Hints {
  const folded = fold(line);
  const kinds = [TWO_STEPS.test(folded) ? 2 : 0, ONCE.test(folded) ? 2 : 0];
  const lesser = [LOST.test(folded) ? 1 : 0, KEEP.test(folded) ? 1 : 0];
  const points = [...kinds, ...lesser].reduce((sum, each) => sum + each, 0);
  // "Recover from an error code" names error codes, and no others.
  const rest = folded.replace(OTHER_CODES, ' , ');
  const isOther = OTHER_LISTS.test(folded) || rest !== folded;
  const isOtherAsName = isOther || (points === 0 && OTHER_UNLESS_EXPLAINED.test(folded));
  return {
    isRecovery: RECOVERY_CODES.test(rest.replace(OTHER_RECOVERY, ' , ')),
    isOther,
    isOtherAsName,
    points,
  };
}

/** Whether what stands right above a list, as a label or at the head of its column, says that it is of other things. */
export function isLabelOfOthers(label: string): boolean {
  const { isRecovery, isOtherAsName } = hintsOf(label);
  const folded = fold(label);
  return !isRecovery && (isOtherAsName || (OTHER_LABELS.test(folded) && !NAMES_CODES.test(folded)));
}

const NAMES_CODES = new RegExp(CODE_NOUNS, 'u');

/** Whether a heading names codes without saying which: the heading above it may. */
export function namesCodes(heading: string): boolean {
  return NAMES_CODES.test(fold(heading));
}

const USED = anyOf([
  'already used|used|spent|redeemed|expired|invalid',
  'bereits verwendet|bereits benutzt|verwendet|benutzt|verbraucht|eingelöst',
  'déjà utilisé|utilisé|ya usado|ya utilizado|usado|utilizado|já usado|já utilizado|già usato|usato|utilizzato',
  'al gebruikt|gebruikt|użyty|wykorzystany|použit[ýo]|využit[ýo]|använd|redan använd|brugt|brukt|käytetty|kullanıldı|felhasznált',
  'использован|використан|使用済み|使用済|已使用|已用|사용됨|사용함|đã sử dụng|telah digunakan|ใช้แล้ว|مستخدم',
]);

const SAID = `[([{]?\\s*(?:✓|✔|☑|✗|✘|x\\b)?\\s*(?:${USED})(?:e?[nrds]?)(?=$|[\\s\\])}.,:;])`;

/** A remark behind a code, or alone in its cell, that says it is spent. */
const USED_REMARK = new RegExp(`(?:^|[\\s([{,;:–—-])${SAID}`, 'u');
const USED_FIRST = new RegExp(`^${SAID}`, 'u');

export function saysUsed(remark: string): boolean {
  return USED_REMARK.test(fold(remark));
}

/** With nothing before it. */
export function saysUsedFirst(remark: string): boolean {
  return USED_FIRST.test(fold(remark));
}
