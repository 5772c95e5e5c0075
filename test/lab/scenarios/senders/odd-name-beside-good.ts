import { scenario } from '../../scenario.ts';
import { verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title: 'A sender whose name no question can hold, beside one in order: that one is no all-clear for it',
  world: ({ region }) => {
    region.identities['localhost'] = verifiedDomain('localhost');
  },
  command: [],
  expect: {
    exitCode: 3,
    codes: [],
    infos: ['identity/none-given'],
    statuses: { 'identity-list': 'unknown' },
  },
});
