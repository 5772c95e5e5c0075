import { proofStage } from '../../checks/proof.ts';
import type { Host } from '../../src/cli/host.ts';

/** What the command line of a test takes for `test`: the stage, and no door. */
export const sendingHost: Host['sending'] = {
  stage: async () => proofStage,
  doors: async () => {
    throw new Error('this command line must not send');
  },
  nonce: () => 'a1b2c3d4e5f6',
  ask: null,
};
