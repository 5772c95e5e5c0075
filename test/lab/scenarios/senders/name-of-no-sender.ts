import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and the only sender has a name that no question can hold: nothing was looked at',
  world: ({ region }) => {
    region.identities = { localhost: verifiedDomain('localhost') };
  },
  command: [],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { identity: 'unknown', 'dkim-records': 'unknown' },
  },
});
