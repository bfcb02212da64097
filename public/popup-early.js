// Asks for what the popup shows first before any other script is loaded: the answer and the scripts arrive together.
// Plain JavaScript, because it must be one small file that waits for nothing. src/popup/first-answer.ts takes it up.
globalThis.tallystickFirstReply = (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({
  verb: 'popup/open',
  request: {},
});
