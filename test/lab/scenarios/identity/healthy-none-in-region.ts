import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The Region has no identity, and another subject was asked about',
  world({ region }) {
    region.identities = {};
  },
  command: ['--recipient', 'ann@receiver.example'],
  expect: { exitCode: 0, codes: [], infos: ['identity/none-given'] },
});
