import { testEnvironment } from '../../harness/environment.ts';

/**
 * How often is a decision tried, and how many are given up, where many are taken at once in one customer credit group?
 * `npm run simulate [SEED]`. Latencies and rates are invented; what is compared is the same load before and after a change.
 */
const seed = Number(process.argv[2] ?? 1);
Object.assign(process.env, testEnvironment, { INTAKE_PRINCIPAL: 'root', POWERTOOLS_LOG_LEVEL: 'SILENT' });
// The store reads the environment as it is loaded.
const [{ makeWorld }, { setStage }, { playLoad, prepareGroup }] = await Promise.all([
  import('../world.ts'),
  import('../stage.ts'),
  import('./group-load.ts'),
]);

const loads = [1, 10, 500].flatMap((customers) =>
  (['HTTP', 'queue'] as const).map((by) => ({ customers, by, decisions: 1_000, perSecond: 100, conflictShare: 0.05 })),
);
const columns = [
  'customers',
  'by',
  'decided',
  'transactions',
  'orders/transaction',
  'attempts/decision',
  'given up',
  's',
];

const world = makeWorld();
const stage = await setStage();
const bare = world.service.table.save();
console.log(`1,000 decisions at 100 a second in one group, 5 % of transactions cancelled by others; seed ${seed}`);
console.log(columns.map((column) => column.padStart(18)).join(''));
for (const load of loads) {
  world.service.restore(bare);
  process.env['TABLE_NAME'] = `load-${load.customers}-${load.by}`;
  await prepareGroup(stage, load);
  const { decided, transactions, attempts, givenUp, seconds } = await playLoad(world, stage, load, seed);
  const cells = [
    load.customers,
    load.by,
    decided,
    transactions,
    (decided / transactions).toFixed(2),
    (attempts / Math.max(decided, 1)).toFixed(2),
    givenUp,
    seconds.toFixed(1),
  ];
  console.log(cells.map((cell) => String(cell).padStart(18)).join(''));
}
process.exit();
