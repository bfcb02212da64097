// Phrases in which "code", "recover", "backup" or "emergency" are about something else. They are taken out of a line before it
// is asked whether it names recovery codes.
import { anyOf } from './folded-words.ts';

/** Before "codes for", "codes of": what leaves open which codes they are. */
const OPEN_WORDS =
  'your|the|these|those|my|our|all|any|some|more|new|old|following|unused|remaining|valid|active|extra|spare|recovery|backup|' +
  'emergency|rescue|scratch|fallback|bypass|time|use|access|security|safety|verification|login|in|auth|authentication|factor|step|' +
  '2fa|mfa|otp|digit|character|account|save|keep|store|print|download|copy|show|get|use|generate|and|or|of|with|numeric|secret';

/** Matched against folded text. */
export const OTHER_CODES: RegExp = new RegExp(
  anyOf([
    '(?:error|status|stop|exit|return|fault|trouble|diagnostic|response|event|reason|result)[ -]codes?',
    '(?:source|machine|byte|shell|zip|post|postal|area|country|dial(?:l?ing)?|colou?r|sort|swift|currency|language)[ -]?codes?',
    '(?:asset|item|product|part|batch|lot|stock|store|room|door|gate|class|course|billing|procedure|diagnosis|icd|tax)[ -]codes?',
    'codes?[ -](?:review|base|snippet|block|coverage|quality|owner|editor|sample|of conduct|of practice|point)',
    `\\b(?!(?:${OPEN_WORDS})\\b)[a-z]{3,} codes (?=(?:of|for|from)\\b)`,
    'scratch.?(?:card|off|and.?win)',
    'fehlercode|quell(?:text|code)|postleitzahl|statuscode|foutcode|broncode|felkod|källkod|fejlkode|kildekode|vikakoodi|virhekoodi',
    'codes? d.erreur|codes? source|codigos? de erro|codigos?.(?:fuente|fonte)|codic[ei] (?:di |d.)errore|codic[ei] sorgente',
    'kod\\w* (?:bled|zrodlow|hat|chyb)|hata kod|kaynak kod|chybov\\w* kod|zdrojov\\w* kod|hibakod|forraskod',
    'код\\w* ошиб|исходн\\w* код|код\\w* помил|エラーコード|ソースコード|错误代码|錯誤代碼|错误码|源代码|源码|오류 코드|소스 코드',
  ]),
  'gu',
);

/** Speaks of no codes at all, of these or of others. Matched against folded text. */
export const OTHER_RECOVERY: RegExp = new RegExp(
  anyOf([
    // A forgotten password is recovered without any code.
    'passwords? (?:recovery|reset)|recover(?:ing)? (?:(?:your|a|my|the|lost|forgotten) )*passwords?',
    'emergency (?:number|contact|department|exit|service|call|kit|room)|ersatzteil|notfallnummer|notrufnummer|spare part',
    '(?:recovery|rescue|emergency|backup) (?:mode|partition|drive|disk|image|point|job|host|server|file|generator)s?',
  ]),
  'gu',
);
