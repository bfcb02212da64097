import { describe, expect, test } from 'vitest';
import { read } from '../../../support/transfer-outside.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';

describe('the address in a table of passwords', () => {
  const sitesIn = async (header: string, row: string) => {
    const result = await read(`${header}\n${row}\n`);
    return result.ok ? result.value.accounts.map(({ sites }) => sites) : result.error;
  };
  const onePassword = 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes';
  const bitwarden =
    'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';

  test('is one where what follows a comma is no address: no other site gets the code', async () => {
    const row = `Example,"https://login.example.com/a?next=x,evil.com/y",ada,pw,${SECRET},false,false,,`;
    expect(await sitesIn(onePassword, row)).toEqual([['https://login.example.com']]);
  });

  test('may be several', async () => {
    const row = `Example,"https://a.example.com, https://b.example.com",ada,pw,${SECRET},false,false,,`;
    expect(await sitesIn(onePassword, row)).toEqual([['https://a.example.com', 'https://b.example.com']]);
    const bare = `,,login,Example,,,0,"example.com,https://b.example.com",ada,pw,${SECRET}`;
    expect(await sitesIn(bitwarden, bare)).toEqual([['https://example.com', 'https://b.example.com']]);
  });
});
