// Whether a page asks for a passkey or security key, from its headings and buttons: there is no field to tell it by.

/** How sites call it, in the languages of the lexicon. */
const PASSKEY =
  /pass\s?keys?\b|security keys?\b|sicherheitsschlüssel|hauptschlüssel|clés? d[’']accès|clés? de sécurité|(?:llaves?|claves?) de (?:acceso|seguridad)|chiav[ei] di (?:accesso|sicurezza)|chaves? de (?:acesso|segurança)|toegangssleutel|beveiligingssleutel|klucz(?:a|e|em)? (?:dostępu|bezpieczeństwa)|säkerhetsnyck|nycklar|geçiş anahtar|güvenlik anahtar|ключ(?:а|ом)? (?:доступа|безопасности|доступу|безпеки)|パスキー|セキュリティ\s?キー|通行(?:密钥|金鑰|密鑰)|安全(?:密钥|金鑰|密鑰)|패스키|보안 키/iu;

/** A page where passkeys are kept, and not asked for. */
const KEEPING =
  /\b(?:add|create|register|set up|manage|remove|delete|rename|new)\b|hinzufügen|erstellen|einrichten|verwalten|ajouter|créer|supprimer|añadir|crear|agregar|aggiungi|adicionar|criar|toevoegen|dodaj|utwórz|lägg till|ekle|oluştur|добавить|создать|додати|створити|追加|作成|添加|新增|创建|建立|추가|만들기/iu;

export interface PasskeyTexts {
  readonly headings: readonly string[];
  readonly buttons: readonly string[];
}

/** A heading speaks of it and nothing offers to make one; somewhere there is a button to go on with. */
export function asksForPasskey({ headings, buttons }: PasskeyTexts): boolean {
  const spoken = [...headings, ...buttons];
  return (
    buttons.length > 0 &&
    headings.some((heading) => PASSKEY.test(heading)) &&
    !spoken.some((words) => KEEPING.test(words) && PASSKEY.test(words)) &&
    !headings.some((heading) => KEEPING.test(heading))
  );
}
