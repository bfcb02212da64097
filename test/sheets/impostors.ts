// 40 pages and files with lists that are no recovery codes, some on pages that speak of recovery codes elsewhere.
import type { SheetInput } from '../../scripts/sheets/recognise-files.ts';
import { ALPHABETS, codes, wordCodes } from './made-codes.ts';

const { digits, hex, base32, crockford, lower, alnum, base58 } = ALPHABETS;

const list = (texts: readonly string[]) => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
const rows = (cells: readonly (readonly string[])[]) =>
  `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const count = <Made>(length: number, make: (at: number) => Made): readonly Made[] =>
  Array.from({ length }, (_none, at) => make(at));

function page(name: string, content: string): SheetInput {
  return { name, kind: 'page', content: `<!doctype html><meta charset="utf-8">${content}` };
}
function file(name: string, content: string): SheetInput {
  return { name, kind: 'file', content };
}

export const LONE_LISTS: readonly SheetInput[] = [
  page(
    'orders',
    `<h1>Your orders</h1>${rows(codes(10, 'xxx-xxxxxxx-xxxxxxx', digits, 101).map((code) => [code, '12 May 2026', '19.90']))}`,
  ),
  page('orders-counting', `<h1>Orders</h1>${list(count(10, (at) => `${20260410 + at * 3}`))}`),
  page('phones', `<h1>Offices</h1>${list(codes(10, '555-01xx', digits, 102))}`),
  page(
    'phones-beside-backup',
    `<h1>Lost your phone?</h1><p>Use one of your backup codes, or call us:</p>${list(codes(8, 'xxx-xxx-xxxx', digits, 103))}`,
  ),
  page('dates', `<h1>Releases</h1>${list(count(12, (at) => `202${at % 6}0${(at % 8) + 1}1${at % 9}`))}`),
  page('prices', `<h1>Fares</h1>${list(count(10, (at) => `${12 + ((at * 7) % 10)}5000`))}`),
  page('hashes', `<h1>Checksums</h1>${list(codes(10, 'x'.repeat(40), hex, 104))}`),
  page('short-commits', `<h1>Commits</h1>${list(codes(12, 'xxxxxxx', hex, 105))}`),
  page('uuids', `<h1>Requests</h1>${list(codes(10, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', hex, 106))}`),
  page(
    'tracking',
    `<h1>Your parcels</h1><p>Tracking numbers</p>${list(codes(8, '1Zxxxxxxxxxxxxxxxx', crockford, 107))}`,
  ),
  page('tracking-post', `<h1>Sendungen</h1>${list(codes(8, 'RRxxxxxxxxxDE', digits, 108))}`),
  page(
    'timetable',
    `<h1>Departures</h1>${rows(count(10, (at) => [`${6 + at}:15`, `${6 + at}:45`, 'Platform 3']))}`,
  ),
  page('lottery', `<h1>Winning numbers</h1>${list(codes(10, 'xx xx xx xx xx xx', digits, 109))}`),
  page('raffle', `<h1>Raffle winners</h1>${list(codes(12, 'xxxxxx', digits, 110))}`),
  page('isbn', `<h1>Books</h1>${list(codes(10, '9783xxxxxxxxx', digits, 111))}`),
  page(
    'licences',
    `<h1>Your product keys</h1>${list(codes(8, 'xxxxx-xxxxx-xxxxx-xxxxx-xxxxx', base32, 112))}`,
  ),
  page('serials', `<h1>Serial numbers</h1>${list(codes(10, 'SNxxxxxxxx', digits, 113))}`),
  page(
    'coupons',
    `<h1>Coupon codes</h1><p>Each code can be used only once.</p>${list(codes(10, 'xxxx-xxxx', base32, 114))}`,
  ),
  page(
    'gift-cards',
    `<h1>Gift cards</h1><p>Keep these codes safe.</p>${list(codes(8, 'xxxx-xxxx-xxxx', crockford, 115))}`,
  ),
  page(
    'vouchers-wifi',
    `<h1>Wi-Fi vouchers</h1><p>One-time codes for guests</p>${list(codes(10, 'xxxxx-xxxxx', digits, 116))}`,
  ),
  page('cards', `<h1>Test cards</h1>${list(codes(6, 'xxxx xxxx xxxx xxxx', digits, 117))}`),
  page('iban', `<h1>Bankkonten</h1>${list(codes(8, 'DExx xxxx xxxx xxxx xxxx xx', digits, 118))}`),
  page('versions', `<h1>Versions</h1>${list(count(12, (at) => `${at}.${at * 2}.1${at}`))}`),
  page(
    'colours',
    `<h1>Palette</h1>${list(codes(12, '#xxxxxx', hex, 119))}${list(codes(12, 'xxxxxx', hex, 120))}`,
  ),
  page(
    'devices-beside-backup',
    `<title>Security: backup codes and devices</title><h1>Two-factor authentication</h1><p>Backup codes: 7 left. <a href="#">Show</a></p><h2>Trusted devices</h2>${rows(codes(8, 'xxxxxxxx', hex, 121).map((code) => [code, 'Chrome on Linux', '3 May 2026']))}`,
  ),
  page(
    'sessions-beside-recovery',
    `<h1>Security</h1><h2>Recovery codes</h2><p>You have 8 recovery codes left.</p><h2>Recent sign-ins</h2>${rows(codes(10, 'xxxx-xxxx', alnum, 122).map((code) => ['Session', code, 'Berlin', 'Firefox 140', 'May']))}`,
  ),
  page(
    'app-passwords',
    `<h1>Two-step verification</h1><h2>App passwords</h2>${list(codes(6, 'xxxx xxxx xxxx xxxx', lower, 123))}`,
  ),
  page(
    'api-tokens',
    `<h1>Developer settings</h1><h2>API keys</h2><p>Store them in a safe place.</p>${list(codes(8, 'xxxxxxxxxxxxxxxxxxxx', base58, 124))}`,
  ),
  page('bookings', `<h1>Reservations</h1>${list(codes(10, 'xxxxxx', crockford, 125))}`),
  page(
    'flights',
    `<h1>Arrivals</h1>${rows(codes(10, 'LHxxxx', digits, 126).map((code) => [code, '12:30', 'Gate B4']))}`,
  ),
  page(
    'articles-of-help',
    `<h1>Recovery codes</h1><p>Recovery codes let you in when your phone is lost.</p><ul><li>Getting started</li><li>Lost your phone</li><li>Where they are</li><li>Make new ones</li><li>Print them all</li><li>Share with nobody</li></ul>`,
  ),
  page('masked', `<h1>Recovery codes</h1>${list(count(10, () => '••••-••••'))}`),
  page('slugs', `<h1>Tags</h1>${list(wordCodes(10, 2, '-', 127))}`),
  page('postcodes', `<h1>Delivery areas</h1>${list(codes(12, 'xxxxx', digits, 128))}`),
  page(
    'students',
    `<h1>Exam results</h1>${rows(codes(12, 'xxxxxxx', digits, 129).map((code, at) => [code, `${60 + ((at * 7) % 40)}`]))}`,
  ),
  page('parts', `<h1>Part numbers</h1>${list(codes(12, 'xxx-xxxx', crockford, 130))}`),
  page('coordinates', `<h1>Stations</h1>${list(codes(10, '52.xxxx, 13.xxxx', digits, 131))}`),
  file('tracking.txt', `Tracking numbers\n${codes(8, 'xxxxxxxxxxxx', digits, 132).join('\n')}\n`),
  file('invoice-numbers.txt', `${codes(10, 'xxxxxxxx', digits, 133).join('\n')}\n`),
  file(
    'log.txt',
    codes(12, 'xxxxxxxx', hex, 134)
      .map((code, at) => `2026-05-0${(at % 9) + 1} 12:0${at % 10} request ${code} done`)
      .join('\n'),
  ),
];
