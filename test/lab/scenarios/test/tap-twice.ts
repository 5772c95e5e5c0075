import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Every event comes twice',
  world: ({ region, aws }) => {
    region.sending = { ...sendingWorld(), copies: 2 };
    aws.delayMs = 0;
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: { exitCode: 0, codes: ['proof/seen-twice'] },
});
