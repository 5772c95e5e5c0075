import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The Region has no identity at all: no sender was looked at, and that is no all-clear',
  world({ region }) {
    region.identities = {};
  },
  command: [],
  expect: { exitCode: 3, codes: ['identity/none-given'], statuses: { 'identity-list': 'unknown' } },
});
