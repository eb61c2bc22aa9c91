package dev.firebucket.alerting.template.parse;

/// One word of a command.
public sealed interface Operand extends Node
    permits BooleanOperand,
        ChainOperand,
        DotOperand,
        FieldOperand,
        FunctionOperand,
        NilOperand,
        NumberOperand,
        PipelineOperand,
        StringOperand,
        VariableOperand {}
