/** Line icons of one weight, 20 by 20; decorative: the button around them has the name. */
export const ICON_PATHS = {
  scan: 'M3 7V4a1 1 0 0 1 1-1h3M13 3h3a1 1 0 0 1 1 1v3M17 13v3a1 1 0 0 1-1 1h-3M7 17H4a1 1 0 0 1-1-1v-3M6 10h8',
  add: 'M10 4v12M4 10h12',
  menu: 'M4 6h12M4 10h12M4 14h12',
  lock: 'M6 9V6.5a4 4 0 0 1 8 0V9M5 9h10v7H5z',
  pin: 'M7 3h6l-1 5 3 3.5H5L8 8zM10 11.5V17',
  back: 'M12 4l-6 6 6 6',
  handle: 'M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4',
} as const;
