import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Sending is switched off, and --force sends all the same: what comes of it is told',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.SendingEnabled = false;
  },
  command: ['test', 'example.com', '--force', '--scenario', 'success'],
  expect: {
    exitCode: 1,
    causes: ['sending/disabled-by-you'],
    infos: ['proof/refused'],
    notCodes: ['sending/paused-by-aws'],
  },
});
