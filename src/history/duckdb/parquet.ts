import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal } from '../reply-key.ts';
import type { Table } from '../tables.ts';

const rowsAtOnce = 500;

/** A table as Parquet. DuckDB was loaded for the question already. */
export async function parquetOf({ columns, rows }: Table): Promise<Uint8Array> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const folder = await mkdtemp(join(tmpdir(), 'ses-doctor-history-'));
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    const types = columns.map(({ name }, index) => {
      const cells = rows.map((row) => row[index]).filter((cell) => cell !== null);
      const isNumber = cells.length > 0 && cells.every((cell) => typeof cell === 'number');
      return `"${name}" ${!isNumber ? 'VARCHAR' : cells.every((cell) => Number.isInteger(cell)) ? 'BIGINT' : 'DOUBLE'}`;
    });
    await connection.run(`CREATE TABLE rows (${types.join(', ')})`);
    const places = `(${columns.map(() => '?').join(', ')})`;
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const some = rows.slice(at, at + rowsAtOnce);
      await connection.run(`INSERT INTO rows VALUES ${some.map(() => places).join(', ')}`, some.flat());
    }
    const path = join(folder, 'table.parquet');
    await connection.run(`COPY rows TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
    return await readFile(path);
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
