import { account } from './account.ts';
import { client } from './client.ts';
import { delivery } from './delivery.ts';
import { inbox } from './inbox.ts';
import type { Stage } from '../src/model/check.ts';

/** The checklist. This order is the order of the report; folder numbers follow it. */
export const checklist: readonly Stage[] = [account, client, delivery, inbox];
