import records from './history/history-records.ts';
import untold from './history/history-untold.ts';
import rates from './history/history-rates.ts';
import rise from './history/history-rise.ts';
import parts from './history/history-parts.ts';
import receivers from './history/history-receivers.ts';
import complaints from './history/history-complaints.ts';
import deadAddresses from './history/history-dead-addresses.ts';
import type { AnyHistoryCheck } from '../src/history/check.ts';
import type { Stage } from '../src/model/check.ts';

/** What `ses-doctor history` looks at, in the order of its report. No part of the checklist of `check`. */
export const history: Stage & { checks: readonly AnyHistoryCheck[] } = {
  id: 'history',
  question: 'What happened to the mail?',
  checks: [records, untold, rates, rise, parts, receivers, complaints, deadAddresses],
};
