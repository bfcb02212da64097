// `npm run build`: dist/chrome and dist/firefox.
import { build } from 'vite';

for (const browser of ['chrome', 'firefox']) {
  process.env['TALLYSTICK_BROWSER'] = browser;
  await build({ logLevel: 'warn' });
}
