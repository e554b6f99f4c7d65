-- deletes the rows of this_dataset that an import replaces; $accepted a Parquet path, $import_id
delete from this_dataset
where
    this_dataset.import_id < $import_id
    and this_dataset.row_key in (select accepted.row_key from read_parquet($accepted) as accepted)
