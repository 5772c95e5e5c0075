import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy of the identity denies sending to everybody',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      Policies: {
        freeze: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Principal: '*', Action: 'ses:SendEmail', Resource: '*' }],
        }),
      },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['identity/policy-denies'] },
});
