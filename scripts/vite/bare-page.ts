import type { Plugin } from 'vite';

/**
 * Takes comments and the blanks between elements out of one page: what is in its `<template>` is copied with each row,
 * blanks too.
 */
export function barePage(page: string): Plugin {
  return {
    name: 'bare-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path }) =>
        path === page ? html.replaceAll(/<!--.*?-->/gs, '').replaceAll(/>\s+</g, '><') : html,
    },
  };
}
