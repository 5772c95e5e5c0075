import { inFlight } from '../../src/model/in-flight.ts';
import type { Report } from '../../src/model/report.ts';
import type { DnsFault } from '../lab/dns/faults.ts';
import { type Played, isSilent, play, worldOf } from '../lab/play.ts';
import type { Scenario } from '../lab/scenario.ts';

/** Milliseconds that DNS has, where somebody is silent: so long is waited. All else has `patient`. */
const silence = 800;
/** Seconds, where every answer comes: long enough for a machine that does ten things at once. */
const patient = '30';
/** Runs at once; with more of them a busy machine makes sound answers late. */
const inTurn = inFlight(10);
/** Runs at once that do little but wait. */
const inSilence = inFlight(16);

/** Runs the story in its world with these faults added: what nobody answers is waited for briefly. */
export function runWithFaults(story: Scenario, faults: readonly DnsFault[] = []): Promise<Played> {
  const withFault: Scenario = {
    ...story,
    command: [...story.command, '--timeout', patient],
    world(world) {
      story.world?.(world);
      world.dns.faults.unshift(...faults);
    },
  };
  const inOrder = isSilent(worldOf(withFault)) ? inSilence : inTurn;
  return inOrder(() => play(withFault, { silenceMs: silence }));
}

/** The report of a run that was to write one. */
export function reportOf({ report, stderr }: Played): Report {
  if (report === null) throw new Error(`no report: ${stderr}`);
  return report;
}
