// The one import of webextension-polyfill. From Chrome 148 on `browser` is native and the polyfill does nothing.
import browser from 'webextension-polyfill';

export { browser };
export type { Alarms, Runtime, Scripting, Storage, Tabs } from 'webextension-polyfill';
