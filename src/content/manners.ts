/** How an element is read; all others are walked through. One look-up by name keeps 10 000 nodes cheap. */
export const MANNERS = new Map<string, 'skip' | 'input' | 'picture' | 'heading' | 'slot'>();
for (const name of 'script style noscript template select textarea head object iframe'.split(' '))
  MANNERS.set(name, 'skip');
for (const name of 'img canvas svg'.split(' ')) MANNERS.set(name, 'picture');
for (const name of 'h1 h2 h3 h4 h5 h6 legend'.split(' ')) MANNERS.set(name, 'heading');
MANNERS.set('input', 'input').set('slot', 'slot');
