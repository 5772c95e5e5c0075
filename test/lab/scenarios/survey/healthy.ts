import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A survey of senders that are all in order',
  world({ region, dns }) {
    for (const name of ['one.example', 'two.example', 'three.example']) {
      region.identities[name] = verifiedDomain(name);
      Object.assign(dns.names, senderRecords(name));
    }
  },
  command: ['survey'],
  expect: { exitCode: 0, codes: [] },
});
