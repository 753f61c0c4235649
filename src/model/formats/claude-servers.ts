import * as z from 'zod';
import { closed } from './claude-common.ts';

/** An MCP server: a process, or a server that is reached by URL. */
export const mcpServer = z
  .looseObject({
    type: z.enum(['stdio', 'http', 'sse', 'ws', 'sse-ide', 'ws-ide', 'sdk', 'streamable-http']).optional(),
    command: z.string().optional(),
    args: z.array(z.string()).optional(),
    env: z.record(z.string(), z.string()).optional(),
    url: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    headersHelper: z.string().optional(),
  })
  .superRefine(({ command, url, type }, context) => {
    if (command !== undefined || url !== undefined || type === 'sdk') return;
    context.addIssue({
      code: 'custom',
      message: 'the server has neither `command` nor `url`, so it cannot be started or reached',
    });
  });

export const mcpServers = z.record(z.string(), mcpServer);

/** A language server; the client refuses unknown keys in it. */
export const lspServer = closed({
  command: z
    .string()
    .refine((value) => value.startsWith('/') || !/\s/.test(value), {
      error: () => '`command` contains a space; move the arguments to `args`',
    })
    .describe('the executable of the language server'),
  extensionToLanguage: z
    .record(
      z.string().refine((value) => value.startsWith('.'), {
        error: ({ input }) => `the file extension \`${String(input)}\` must begin with a dot`,
      }),
      z.string(),
    )
    .describe('languages by file extension, such as `{ ".go": "go" }`'),
  args: z.array(z.string()).optional(),
  transport: z.enum(['stdio', 'socket']).optional(),
  env: z.record(z.string(), z.string()).optional(),
  initializationOptions: z.unknown().optional(),
  settings: z.unknown().optional(),
  workspaceFolder: z.string().optional(),
  startupTimeout: z.number().positive().optional(),
  shutdownTimeout: z.number().positive().optional(),
  requestTimeout: z.number().positive().optional(),
  restartOnCrash: z.boolean().optional(),
  maxRestarts: z.number().optional(),
  diagnostics: z.boolean().optional(),
});

export const lspServers = z.record(z.string(), lspServer);

/** A hook's handler. Its type decides which keys it needs. */
export const hookHandler = z.looseObject({
  type: z.string().describe('`command`, `http`, `prompt`, `agent` or `mcp_tool`'),
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  url: z.string().optional(),
  prompt: z.string().optional(),
  timeout: z.number().optional(),
  if: z.string().optional(),
  async: z.boolean().optional(),
  asyncRewake: z.boolean().optional(),
  once: z.boolean().optional(),
  statusMessage: z.string().optional(),
});

export const hookGroup = z.looseObject({
  matcher: z.string().optional(),
  hooks: z.array(z.unknown()).describe('the handlers'),
});
