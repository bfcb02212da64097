// The one import of webextension-polyfill. From Chrome 148 on `browser` is native and the polyfill does nothing.
import browser from 'webextension-polyfill';

export { browser };
