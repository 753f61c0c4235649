// The peer of bench/pages: dagre alone lays out the plugins and links of a plan, and nothing else is done.
const { readFileSync } = require('node:fs');
const { graphlib, layout } = require('@dagrejs/dagre');

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const graph = new graphlib.Graph();
graph.setGraph({ rankdir: 'LR' });
for (const { name } of plan.plugins) graph.setNode(name, { width: 200, height: 50 });
for (const { from, to } of [...plan.dataFlow, ...plan.events, ...plan.dependencies])
  graph.setEdge(from, to, { width: 100, height: 20, labelpos: 'c' });
layout(graph);
process.stdout.write(JSON.stringify(graph.graph()));
