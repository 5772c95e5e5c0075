import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The session has expired',
  world({ aws }) {
    aws.faults = [
      {
        op: '*',
        kind: 'error',
        type: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
      },
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 3, codes: ['access/credentials-expired'] },
});
