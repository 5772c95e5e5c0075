import type { ExitCode, Status } from '../../src/model/report.ts';
import type { World } from './world.ts';

/** One story: what the world is like, what is run in it, and what must come out. */
export interface Scenario {
  /** One line, for `npm run demo -- --list`. */
  title: string;
  /** Changes the healthy world into the one of this story. */
  world?: (world: World) => void;
  /** The command line, without what leads it into the lab (endpoint, resolver, SMTP ports). */
  command: readonly string[];
  /** Beside the lab's credentials and Region. Undefined takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Files by the name that the command uses, or `-` for standard input. */
  files?: Readonly<Record<string, string>>;
  expect: Expectation;
  /** `built`: runs dist/ses-doctor.cjs in a process of its own; default: in the test's process. */
  through?: 'built';
}

/** What a run of the story must report. */
export interface Expectation {
  exitCode: ExitCode;
  /** The code of every finding above info, each once, in any order: these and no others. */
  codes?: readonly string[];
  /** The cause that comes first; where it stands, `codes` may be left out. */
  firstCause?: string;
  /** Infos that must be there; others may be too. */
  infos?: readonly string[];
  /** Codes that must not be there, infos included. */
  notCodes?: readonly string[];
  /** The report's causes, in order. */
  causes?: readonly string[];
  /** By check id, or `id subject`. */
  statuses?: Readonly<Record<string, Status>>;
  /** What findings say somewhere: in what was seen, or in what to do. */
  says?: readonly string[];
  /** What no finding says. */
  saysNot?: readonly string[];
  /** Codes of the symptom's candidates that the live state refuted. */
  refuted?: readonly string[];
}

/** Defines a scenario; see test/lab/README.md. */
export const scenario = (story: Scenario): Scenario => story;
