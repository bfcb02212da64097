import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LookAlike, resemblanceTo } from '../../../../src/core/sites/look-alike.ts';

const resemblance = (page: string, stored: string) =>
  resemblanceTo(new URL(`https://${page}`).origin)({ origin: new URL(`https://${stored}`).origin });

describe('a page resembles a stored site', () => {
  test.each<[string, string, LookAlike]>([
    // Other letters.
    ['paypa1.com', 'paypal.com', 'letters'],
    ['paypai.com', 'paypal.com', 'letters'],
    ['rnicrosoft.com', 'microsoft.com', 'letters'],
    ['g00gle.com', 'google.com', 'letters'],
    ['arnazon.com', 'amazon.com', 'letters'],
    ['vvordpress.com', 'wordpress.com', 'letters'],
    ['faceb00k.com', 'facebook.com', 'letters'],
    ['dr0pbox.com', 'dropbox.com', 'letters'],
    ['раураl.com', 'paypal.com', 'letters'],
    ['аррӏе.com', 'apple.com', 'letters'],
    ['gооgle.com', 'google.com', 'letters'],
    ['gіthub.com', 'github.com', 'letters'],
    ['ɡoogle.com', 'google.com', 'letters'],
    ['αmazon.com', 'amazon.com', 'letters'],
    ['stripé.com', 'stripe.com', 'letters'],
    ['pąypal.com', 'paypal.com', 'letters'],
    ['ѕаӏеѕfоrсе.com', 'salesforce.com', 'letters'],
    ['binаnce.com', 'binance.com', 'letters'],
    ['coinbаse.co', 'coinbase.com', 'letters'],
    // One or two letters.
    ['gihtub.com', 'github.com', 'spelling'],
    ['githubb.com', 'github.com', 'spelling'],
    ['gitub.com', 'github.com', 'spelling'],
    ['gooogle.com', 'google.com', 'spelling'],
    ['amazom.com', 'amazon.com', 'spelling'],
    ['dropboxx.com', 'dropbox.com', 'spelling'],
    ['micorsoft.com', 'microsoft.com', 'spelling'],
    ['cloudfalre.com', 'cloudflare.com', 'spelling'],
    ['salesfforces.com', 'salesforce.com', 'spelling'],
    ['login.fastmailx.net', 'fastmail.com', 'spelling'],
    // The price of it: two honest names of five letters may be one letter apart.
    ['stack.io', 'slack.com', 'spelling'],
    // The same name, another ending.
    ['paypal.co', 'paypal.com', 'ending'],
    ['github.org', 'github.com', 'ending'],
    ['paypal.github.io', 'paypal.com', 'ending'],
    ['amazon.co.uk', 'amazon.com', 'ending'],
    ['dhl.test', 'dhl.com', 'ending'],
    // In front of another name.
    ['paypal.com.evil.example', 'paypal.com', 'inside'],
    ['www.paypal.com.account-check.net', 'www.paypal.com', 'inside'],
    ['paypal-com.evil.example', 'paypal.com', 'inside'],
    ['login.amazon.co.uk.verify.xyz', 'amazon.co.uk', 'inside'],
    // With words added.
    ['paypal-login.com', 'paypal.com', 'more-words'],
    ['secure-coinbase.net', 'coinbase.com', 'more-words'],
    ['pay-pal.com', 'paypal.com', 'more-words'],
    ['github-support.io', 'github.com', 'more-words'],
  ])('%s as %s: %s', (page, stored, kind) => {
    expect(resemblance(page, stored)).toBe(kind);
  });
});

describe('a page does not resemble a stored site', () => {
  test.each([
    ['github.com', 'github.com'],
    ['gist.github.com', 'github.com'],
    ['github.com', 'gist.github.com'],
    ['a.you.github.io', 'you.github.io'],
    ['login.example.co.uk', 'example.co.uk'],
    ['xn--bcher-kva.example', 'www.xn--bcher-kva.example'],
    // Others of similar length or with letters in common.
    ['gitlab.com', 'github.com'],
    ['twitch.tv', 'twitter.com'],
    ['airtable.com', 'airbnb.com'],
    ['notion.so', 'motif.com'],
    ['mastodon.social', 'amazon.com'],
    ['dhl.com', 'dell.com'],
    ['ibm.com', 'ibn.com'],
    ['hsbc.com', 'hbc.com'],
    ['asana.com', 'banana.com'],
    ['stackoverflow.com', 'stackexchange.com'],
    ['protonmail.com', 'fastmail.com'],
    ['bitwarden.com', 'bitbucket.org'],
    ['openai.com', 'opera.com'],
    ['fedex.com', 'fiverr.com'],
    ['zoom.us', 'zoho.com'],
    // Hosts that belong to different people at one provider.
    ['ada.github.io', 'adam.github.io'],
    ['app.netlify.app', 'app.pages.dev'],
    ['demo.vercel.app', 'demo.com'],
    // A name that stands there by itself, or as a part of a word.
    ['paypal.mycompany.example', 'paypal.com'],
    ['slack.company.example', 'slack.com'],
    ['applesauce.com', 'apple.com'],
    ['pineapple.com', 'apple.com'],
    ['big-box.com', 'box.com'],
    // No names at all.
    ['192.168.0.1', '192.168.0.2'],
    ['localhost:8080', 'localhost:8081'],
    ['localhost', 'example.com'],
    ['[2001:db8::1]', '[2001:db8::2]'],
    ['github.io', 'github.com'],
    ['intranet', 'intranet.example'],
  ])('%s as %s', (page, stored) => {
    expect(resemblance(page, stored)).toBeUndefined();
  });
});

const word = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);

test('no site resembles itself or a part of itself', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 0, maxLength: 3 }),
      fc.array(word, { minLength: 0, maxLength: 3 }),
      word,
      fc.constantFrom('com', 'co.uk', 'github.io', 'pages.dev', 'de', 'xn--p1ai'),
      (some, others, name, ending) => {
        const page = `https://${[...some, name, ending].join('.')}`;
        const stored = `https://${[...others, name, ending].join('.')}`;
        expect(resemblanceTo(page)({ origin: stored })).toBeUndefined();
      },
    ),
  );
});

test('any two texts are compared, and none throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (page, stored) => {
      expect(resemblanceTo(page)({ origin: `https://${stored}` })).toBeUndefined();
      expect(resemblanceTo('https://example.com')({ origin: stored })).toBeUndefined();
    }),
  );
});

test('a name of five letters or more with one letter changed, left out or doubled is noticed wherever it is', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{5,20}$/),
      fc.nat(),
      fc.stringMatching(/^[a-z]$/),
      fc.constantFrom('change', 'drop', 'double'),
      (name, where, letter, kind) => {
        const at = where % name.length;
        const middle = { change: letter, drop: '', double: `${name[at]}${name[at]}` }[kind];
        const other = name.slice(0, at) + middle + name.slice(at + 1);
        fc.pre(other !== name);
        // "rn" and the like may make more letters of one out of it: those are counted as they look.
        fc.pre(!/rn|vv/.test(name + other));
        expect(resemblanceTo(`https://${other}.com`)({ origin: `https://${name}.com` })).toMatch(
          /letters|spelling/,
        );
      },
    ),
  );
});
