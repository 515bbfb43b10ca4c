package dev.sprintcapacity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.cli.reconcile.ReconcileCommand;
import dev.sprintcapacity.cli.tail.TailCommand;
import dev.sprintcapacity.cli.terminal.ColourChoice;
import dev.sprintcapacity.cli.terminal.ExitOnSignal;
import dev.sprintcapacity.cli.terminal.Notices;
import dev.sprintcapacity.cli.terminal.Output;
import dev.sprintcapacity.cli.terminal.Stop;
import dev.sprintcapacity.cli.terminal.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Sprint Capacity. */
@Command(name = "sprintcap", description = "Command line of Sprint Capacity.")
public final class Sprintcap implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private Sprintcap() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    Stop stop = new Stop();
    ExitOnSignal exitOnSignal = new ExitOnSignal(stop);
    exitOnSignal.install();
    int exitCode =
        run(
            args,
            System.getenv(),
            new FileOutputStream(FileDescriptor.out),
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8),
            stop);
    exitOnSignal.finished(exitCode);
    System.exit(exitCode);
  }

  /**
   * Runs a command in this thread.
   *
   * @param args the command, its options and arguments
   * @param env the environment
   * @param out where results go
   * @param err where remarks and problems go
   * @param stop ends the command from another thread
   * @return the exit code: 0 as asked, others as the command says
   */
  public static int run(
      String[] args, Map<String, String> env, OutputStream out, PrintWriter err, Stop stop) {
    Notices notices = new Notices(err);
    Surroundings surroundings =
        new Surroundings(env, new Output(out), notices, stop, ColourChoice::onTerminal);
    CommandLine commands =
        new CommandLine(new Sprintcap())
            .addSubcommand(TailCommand.in(surroundings))
            .addSubcommand(ReconcileCommand.in(surroundings));
    commands.getCommandSpec().addOption(help());
    commands.getSubcommands().values().forEach(c -> c.getCommandSpec().addOption(help()));
    return commands
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(err)
        .setParameterExceptionHandler((failure, _) -> notUnderstood(failure, notices, err))
        .setExecutionExceptionHandler((failure, _, _) -> explain(failure, notices))
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Which command? There are tail and reconcile.");
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Print this text.")
        .build();
  }

  /** The problem first and the usage after it, short enough for both to be read. */
  private static int notUnderstood(ParameterException failure, Notices notices, PrintWriter err) {
    CommandLine command = failure.getCommandLine();
    notices.say(String.valueOf(failure.getMessage()));
    err.print(command.getHelp().synopsisHeading());
    err.print(command.getHelp().synopsis(command.getHelp().synopsisHeadingLength()));
    err.printf("%s --help lists the options.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  private static int explain(Exception failure, Notices notices) throws Exception {
    if (!(failure instanceof CliException)) {
      throw failure;
    }
    notices.say(String.valueOf(failure.getMessage()));
    return ExitCode.SOFTWARE;
  }
}
