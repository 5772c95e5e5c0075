import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** The worlds that lab-process.ts can play. */
export type WorldName =
  | 'distant'
  | 'distant-dns'
  | 'crowded'
  | 'suppressed'
  | `surveyed-${number}`
  | `surveyed-${number}-${number}`
  | 'surveyed-accounts';

/** How to reach a lab that runs in a process of its own. */
export interface LabAway {
  /** The flags that lead a run into it. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** `127.0.0.1:port`. */
  resolver: string;
  authoritativePort: number;
  /** The DKIM selectors of example.com. */
  tokens: readonly string[];
}

/** Starts a lab in another process. `authoritativePort`: where its zone servers listen; 0 takes a free port. */
export async function labAway(
  world: WorldName,
  authoritativePort: number,
): Promise<LabAway & { count: () => Promise<{ questions: number; calls: number }>; stop: () => void }> {
  const child = fork(join(import.meta.dirname, 'lab-process.ts'), [world, String(authoritativePort)], {
    execArgv: ['--import', 'tsx'],
  });
  const lab = (await messageOf(child)) as LabAway;
  return {
    ...lab,
    count: async () => {
      child.send('count');
      return (await messageOf(child)) as { questions: number; calls: number };
    },
    stop: () => {
      child.disconnect();
    },
  };
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    child
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => {
        reject(new Error(`the lab ended with ${String(code)}`));
      });
  });
}
