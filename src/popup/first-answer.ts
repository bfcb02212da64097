// Asked for in the first turn: the answer is on its way while the rest of the popup is still being evaluated.
import { askOpened } from './state.ts';

export const firstAnswer: ReturnType<typeof askOpened> = askOpened();
