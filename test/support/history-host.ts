import { tmpdir } from 'node:os';
import { history } from '../../checks/history.ts';
import type { Host } from '../../src/cli/host.ts';

/** What the command line of a test takes for `history`. */
export const historyHost: Host['history'] = {
  stage: async () => history,
  start: { program: '/opt/ses-doctor', workingFolder: '/', platform: 'linux', arch: 'x64' },
  temporaryFolder: tmpdir(),
  aws: async () => {
    throw new Error('this command line must not reach AWS');
  },
};
