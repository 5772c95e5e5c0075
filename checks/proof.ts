import type { Stage } from '../src/model/check.ts';
import sending from './proof/proof-sending.ts';

/** What `ses-doctor test` looks at once it has sent, in the order of the way. No part of the checklist of `check`. */
export const proofStage: Stage = {
  id: 'proof',
  question: 'Does what is sent come back as events?',
  checks: [sending],
};
