import { stopBenchDesk } from './bench-desk.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { coldStart } from './cold-start.ts';
import { decisionCost } from './decision-cost.ts';
import { evaluationCost } from './evaluation-cost.ts';
import { invoicesAndCost } from './invoices-and-cost.ts';
import { isOver, lineOf, type Measurement } from './measurement.ts';
import { ruleEngine } from './rule-engine.ts';

const questions: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  'What does a decision ask of the table?': decisionCost,
  'Does a decision cost more where more invoices are open?': invoicesAndCost,
  'What does an evaluation of many holds ask of the table?': evaluationCost,
  'Does an evaluation take longer with more rules?': ruleEngine,
  'How large are the functions?': bundleSizes,
  'How long does an order function take until it is loaded?': coldStart,
};

let over = 0;
try {
  for (const [question, measure] of Object.entries(questions)) {
    console.log(question);
    for (const measurement of await measure()) {
      console.log(lineOf(measurement));
      if (isOver(measurement)) over += 1;
    }
  }
} finally {
  await stopBenchDesk();
}
console.log(over === 0 ? 'Everything is within its budget.' : `${over} over budget.`);
process.exitCode = over === 0 ? 0 : 1;
