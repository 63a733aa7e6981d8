import { putHandler } from '../set-up/element-handlers.ts';
import { workflows } from '../set-up/workflows.ts';
import { assertPeople } from './assert-people.ts';
import { putWorkflow } from './contract.ts';

export const handler = putHandler(putWorkflow, workflows, assertPeople);
