import type { FaultRow } from './fault-row.ts';
import { damageRows } from './rows-damage.ts';
import { fullRows } from './rows-full.ts';
import { killRows } from './rows-kill.ts';
import { nodeRows } from './rows-node.ts';
import { stateRows } from './rows-state.ts';
import { tornLogRows } from './rows-torn-log.ts';
import { workerRows } from './rows-worker.ts';

export const faultRows: readonly FaultRow[] = [
  ...killRows,
  ...tornLogRows,
  ...workerRows,
  ...stateRows,
  ...fullRows,
  ...damageRows,
  ...nodeRows,
];
