import { ofAccount } from './troubles/account.ts';
import { ofDelivery } from './troubles/delivery.ts';
import { ofIdentity } from './troubles/identity.ts';
import { ofMessage } from './troubles/message.ts';
import { ofSession } from './troubles/session.ts';
import type { Trouble } from './troubles/trouble.ts';

export type { Trouble } from './troubles/trouble.ts';

/** In any order: each is weighed by what it asks for. */
export const troubles: readonly Trouble[] = [
  ...ofAccount,
  ...ofSession,
  ...ofIdentity,
  ...ofMessage,
  ...ofDelivery,
];
