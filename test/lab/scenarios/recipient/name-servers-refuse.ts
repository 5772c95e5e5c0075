import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The name servers of the recipient refuse: its owner has to mend that',
  world({ dns }) {
    dns.zones['receiver.example'] = {
      servers: { 'ns1.a.example': { broken: 'lame' }, 'ns2.a.example': { broken: 'lame' } },
    };
  },
  command: ['--recipient', 'jane@receiver.example', '--only', 'recipient'],
  expect: { exitCode: 1, codes: ['recipient/delegation-broken'], says: ['Whoever runs receiver.example'] },
});
